import type { recoveryOperations } from '../protocol/recovery-operations.ts'
import type { VaultOperations } from '../vault.ts'
import { notBuilt } from './not-built.ts'
import type { OperationHandlers } from './operation-handler.ts'

/** What a kit and backups concern in the store. */
export function recoveryHandlers(
  _vault: VaultOperations,
): OperationHandlers<keyof typeof recoveryOperations> {
  return {
    listKits: notBuilt,
    kitPublicKey: notBuilt,
    adoptKit: notBuilt,
    noteRehearsal: notBuilt,
    revokeKit: notBuilt,
    writeBackup: notBuilt,
    restoreBackup: notBuilt,
  }
}
