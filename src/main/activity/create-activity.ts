import { VaultError } from '../../shared/vault-error.ts'
import type { HandlersOf } from '../../shared/handlers-of.ts'

async function notBuilt(): Promise<never> {
  throw new VaultError('INTERNAL', 'this call is not built yet')
}

/** The calls of `activity.*`. */
export function createActivity(): HandlersOf<'activity'> {
  return {
    'activity.list': notBuilt,
    'activity.verify': notBuilt,
    'activity.begin': notBuilt,
    'activity.export': notBuilt,
  }
}
