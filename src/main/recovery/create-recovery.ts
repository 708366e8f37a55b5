import { VaultError } from '../../shared/vault-error.ts'
import type { HandlersOf } from '../../shared/handlers-of.ts'

async function notBuilt(): Promise<never> {
  throw new VaultError('INTERNAL', 'this call is not built yet')
}

/** The calls of `recovery.*` and `backup.*`. */
export function createRecovery(): HandlersOf<'recovery' | 'backup'> {
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
  }
}
