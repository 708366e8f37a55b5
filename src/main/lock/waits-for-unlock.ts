import { thisComputerId } from '../../shared/this-computer.ts'
import type { VaultStatus } from '../../shared/model/vault.ts'

interface Waits {
  waitUntilUsable(connectionId: string, signal: AbortSignal): Promise<void>
}

interface WatchedKeystore {
  status(): Promise<VaultStatus>
  onStatus(listener: (status: VaultStatus) => void): () => void
}

/** The same waits, and for the keys of this computer until the vault is open. Rejects when the signal fires. */
export function waitsForUnlock(signIns: Waits, keystore: WatchedKeystore): Waits {
  return {
    waitUntilUsable: (id, signal) =>
      id === thisComputerId ? untilOpen(keystore, signal) : signIns.waitUntilUsable(id, signal),
  }
}

function untilOpen(keystore: WatchedKeystore, signal: AbortSignal): Promise<void> {
  const opened = Promise.withResolvers<void>()
  const look = ({ state }: VaultStatus): void => {
    if (state === 'open') opened.resolve()
  }
  const stop = keystore.onStatus(look)
  const abort = (): void => opened.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  keystore.status().then(look, () => undefined)
  return opened.promise.finally(() => {
    stop()
    signal.removeEventListener('abort', abort)
  })
}
