import type { VaultStatus } from '../../shared/model/vault.ts'
import { VaultLock, type VaultLockOptions } from './vault-lock.ts'

/** The lock of the vault, and its status as the page is to see it: locked from the moment that a lock was asked for. */
export interface ShownVault {
  readonly lock: VaultLock
  /** Called whenever what is shown changes. Returns the unsubscriber. */
  readonly onStatus: (listener: (status: VaultStatus) => void) => () => void
}

/** Starts to look after locking, with the timers of this process. */
export function createVaultLock(options: Omit<VaultLockOptions, 'every' | 'onStatus'>): ShownVault {
  const listeners = new Set<(status: VaultStatus) => void>()
  const lock = new VaultLock({
    ...options,
    every: (milliseconds, look) => {
      const timer = setInterval(look, milliseconds).unref()
      return () => clearInterval(timer)
    },
    onStatus: (status) => {
      for (const listener of listeners) listener(status)
    },
  })
  return {
    lock,
    onStatus: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
