import type { Answers } from './answers.ts'
import type { World } from './world.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

const notBuilt = (): never => {
  throw new VaultError('INTERNAL', 'not built yet')
}

/** What the double answers about colleagues. */
export function peopleAnswers(_world: World) {
  return {
    'people.ownCard': notBuilt,
    'people.setOwnName': notBuilt,
    'people.saveOwnCard': notBuilt,
    'people.list': notBuilt,
    'people.readCard': notBuilt,
    'people.add': notBuilt,
    'people.rename': notBuilt,
    'people.remove': notBuilt,
  } satisfies Partial<Answers>
}
