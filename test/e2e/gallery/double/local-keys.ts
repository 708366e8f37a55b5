import type { Answers } from './answers.ts'
import type { World } from './world.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

const notBuilt = (): never => {
  throw new VaultError('INTERNAL', 'not built yet')
}

/** What the double answers about keys of this computer alone. */
export function localKeyAnswers(_world: World) {
  return {
    'key.rules': notBuilt,
    'manage.createLocal': notBuilt,
    'manage.setRules': notBuilt,
    'manage.importParameters': notBuilt,
    'manage.deleteKey': notBuilt,
  } satisfies Partial<Answers>
}
