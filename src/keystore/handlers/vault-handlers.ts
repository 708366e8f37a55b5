import type { vaultOperations } from '../protocol/vault-operations.ts'
import type { VaultOperations } from '../vault.ts'
import type { OperationHandlers } from './operation-handler.ts'

/** Opening and keeping the store. */
export function vaultHandlers(vault: VaultOperations): OperationHandlers<keyof typeof vaultOperations> {
  return {
    status: async () => ({ value: vault.status }),
    setUp: async (input) => ({ value: await vault.setUp(input) }),
    recheck: async () => ({ value: await vault.recheck() }),
    acceptOlderCopy: async () => ({ value: await vault.acceptOlderCopy() }),
    unlock: async ({ passphrase }) => ({ value: await vault.unlock(passphrase) }),
    prepareLock: async ({ cause }) => {
      await vault.prepareLock(cause)
      return { value: {} }
    },
    setProtection: async ({ current, wanted }) => ({ value: await vault.setProtection(current, wanted) }),
    health: async () => ({ value: await vault.health() }),
    check: async () => ({ value: await vault.check() }),
    takeSnapshot: async () => ({ value: await vault.takeSnapshot() }),
    restoreSnapshot: async ({ name }) => ({ value: await vault.restoreSnapshot(name) }),
  }
}
