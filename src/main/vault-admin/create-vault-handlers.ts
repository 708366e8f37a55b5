import type { HandlersOf } from '../../shared/handlers-of.ts'
import type { LockCause, VaultStatus } from '../../shared/model/vault.ts'
import type { KeystoreClient } from '../keys/keystore/keystore-client.ts'

export interface VaultHandlersOptions {
  readonly keystore: Pick<
    KeystoreClient,
    'status' | 'setUp' | 'recheck' | 'acceptOlderCopy' | 'unlock' | 'lock' | 'call'
  >
  /** What lets files end before it locks, and tells the status meanwhile; without one the store is locked at once. */
  readonly lock?: Locking
}

interface Locking {
  status(): Promise<VaultStatus>
  lock(cause: LockCause): Promise<VaultStatus>
  /** Ends a lock that still waits for files, and lets one that comes meanwhile wait for `run`. */
  unlock(run: () => Promise<VaultStatus>): Promise<VaultStatus>
}

/** The calls of `vault.*`. */
export function createVaultHandlers({
  keystore,
  lock = withoutFiles(keystore),
}: VaultHandlersOptions): HandlersOf<'vault'> {
  return {
    'vault.status': () => lock.status(),
    'vault.setUp': (input) => keystore.setUp(input),
    'vault.recheck': () => keystore.recheck(),
    'vault.acceptOlderCopy': () => keystore.acceptOlderCopy(),
    'vault.unlock': ({ passphrase }) => lock.unlock(() => keystore.unlock(passphrase)),
    'vault.lock': () => lock.lock('person'),
    'vault.setProtection': (input) => keystore.call('setProtection', input),
    'vault.health': () => keystore.call('health', {}),
    'vault.check': () => keystore.call('check', {}),
    'vault.takeSnapshot': () => keystore.call('takeSnapshot', {}),
    'vault.restoreSnapshot': (input) => keystore.call('restoreSnapshot', input),
  }
}

/** A keystore that no file waits for is locked at once. */
function withoutFiles(keystore: VaultHandlersOptions['keystore']): Locking {
  return {
    status: () => keystore.status(),
    lock: (cause) => keystore.lock(cause),
    unlock: (run) => run(),
  }
}
