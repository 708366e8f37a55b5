import type { Answers } from './answers.ts'
import type { World } from './world.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

const notBuilt = (): never => {
  throw new VaultError('INTERNAL', 'not built yet')
}

/** What the double answers about the vault. */
export function vaultAnswers(_world: World) {
  return {
    'vault.unlock': notBuilt,
    'vault.lock': notBuilt,
    'vault.setProtection': notBuilt,
    'vault.health': notBuilt,
    'vault.check': notBuilt,
    'vault.takeSnapshot': notBuilt,
    'vault.restoreSnapshot': notBuilt,
  } satisfies Partial<Answers>
}
