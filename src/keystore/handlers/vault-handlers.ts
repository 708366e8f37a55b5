import type { vaultOperations } from '../protocol/vault-operations.ts'
import type { VaultOperations } from '../vault.ts'
import { notBuilt } from './not-built.ts'
import type { OperationHandlers } from './operation-handler.ts'

/** Opening and keeping the store. */
export function vaultHandlers(vault: VaultOperations): OperationHandlers<keyof typeof vaultOperations> {
  return {
    status: async () => ({ value: vault.status }),
    setUp: async () => ({ value: await vault.setUp() }),
    recheck: async () => ({ value: await vault.recheck() }),
    acceptOlderCopy: async () => ({ value: await vault.acceptOlderCopy() }),
    unlock: notBuilt,
    prepareLock: notBuilt,
    setProtection: notBuilt,
    health: notBuilt,
    check: notBuilt,
    takeSnapshot: notBuilt,
    restoreSnapshot: notBuilt,
  }
}
