import { VaultError } from '../../shared/vault-error.ts'
import type { HandlersOf } from '../../shared/handlers-of.ts'
import type { KeystoreClient } from '../keys/keystore/keystore-client.ts'

export interface VaultHandlersOptions {
  readonly keystore: KeystoreClient
}

async function notBuilt(): Promise<never> {
  throw new VaultError('INTERNAL', 'this call is not built yet')
}

/** The calls of `vault.*`. */
export function createVaultHandlers({ keystore }: VaultHandlersOptions): HandlersOf<'vault'> {
  return {
    'vault.status': () => keystore.status(),
    'vault.setUp': (input) => keystore.setUp(input),
    'vault.recheck': () => keystore.recheck(),
    'vault.acceptOlderCopy': () => keystore.acceptOlderCopy(),
    'vault.unlock': notBuilt,
    'vault.lock': notBuilt,
    'vault.setProtection': notBuilt,
    'vault.health': notBuilt,
    'vault.check': notBuilt,
    'vault.takeSnapshot': notBuilt,
    'vault.restoreSnapshot': notBuilt,
  }
}
