import { VaultError } from '../../shared/vault-error.ts'
import type { HandlersOf } from '../../shared/handlers-of.ts'

async function notBuilt(): Promise<never> {
  throw new VaultError('INTERNAL', 'this call is not built yet')
}

/** The calls of `people.*`. */
export function createPeople(): HandlersOf<'people'> {
  return {
    'people.ownCard': notBuilt,
    'people.setOwnName': notBuilt,
    'people.saveOwnCard': notBuilt,
    'people.list': notBuilt,
    'people.readCard': notBuilt,
    'people.add': notBuilt,
    'people.rename': notBuilt,
    'people.remove': notBuilt,
  }
}
