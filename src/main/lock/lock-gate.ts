import { AsyncLocalStorage } from 'node:async_hooks'
import type { KeystoreOperation } from '../../keystore/protocol.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { whileFilesEnd } from './while-files-end.ts'

/**
 * The one way to the keystore process. While a lock waits for files under way the store is still open, and answers what
 * these files ask and nobody else: for all others it is locked from the moment that the lock was asked for.
 */
export class LockGate {
  readonly #files = new AsyncLocalStorage<true>()
  #isWaiting = (): boolean => false

  /** Told how to find out whether a lock waits for files: whoever locks needs the keystore first. */
  follow(isWaiting: () => boolean): void {
    this.#isWaiting = isWaiting
  }

  /** What `run` asks of the keystore, now or later on its way, is asked for a file under way. */
  forFile<T>(run: () => T): T {
    return this.#files.run(true, run)
  }

  /** Throws KEYSTORE_LOCKED for what may not pass now. */
  readonly check = (operation: KeystoreOperation): void => {
    if (whileFilesEnd[operation] === 'anybody' || !this.#isWaiting()) return
    if (this.#files.getStore() === true) return
    throw new VaultError(
      'KEYSTORE_LOCKED',
      'the key store is locked; files that were under way end first, and nothing else reaches it',
    )
  }
}
