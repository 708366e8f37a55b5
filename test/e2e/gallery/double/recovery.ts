import type { Answers } from './answers.ts'
import type { World } from './world.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

const notBuilt = (): never => {
  throw new VaultError('INTERNAL', 'not built yet')
}

/** What the double answers about kits and backups. */
export function recoveryAnswers(_world: World) {
  return {
    'recovery.status': notBuilt,
    'recovery.makeKit': notBuilt,
    'recovery.rehearse': notBuilt,
    'recovery.revoke': notBuilt,
    'recovery.beginSession': notBuilt,
    'recovery.endSession': notBuilt,
    'backup.makeNow': notBuilt,
    'backup.chooseFolder': notBuilt,
    'backup.forgetFolder': notBuilt,
    'backup.find': notBuilt,
    'backup.restore': notBuilt,
  } satisfies Partial<Answers>
}
