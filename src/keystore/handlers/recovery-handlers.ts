import { diskBackupFiles } from '../backup/backup-files.ts'
import { findBackup } from '../backup/find-backup.ts'
import { restoreBackup } from '../backup/restore-backup.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { adoptKit, kitInUse, listKits, noteRehearsal, revokeKit } from '../kit/kits.ts'
import type { recoveryOperations } from '../protocol/recovery-operations.ts'
import { Secret } from '../../main/secret/secret.ts'
import type { VaultOperations } from '../vault.ts'
import type { OperationHandlers } from './operation-handler.ts'

/** What a kit and backups concern in the store. */
export function recoveryHandlers(
  vault: VaultOperations,
  backupFiles = diskBackupFiles,
): OperationHandlers<keyof typeof recoveryOperations> {
  return {
    listKits: async () => ({ value: [...(await vault.read(listKits))] }),
    kitPublicKey: async () => {
      const kit = await vault.read(kitInUse)
      return { value: kit && { kitId: kit.kitId, fingerprint: kit.fingerprint, publicKey: kit.publicKey } }
    },
    adoptKit: async ({ backupKey: bytes, ...adopted }) => {
      const backupKey = Secret.take(bytes)
      try {
        return { value: await vault.change((store) => adoptKit(store, { ...adopted, backupKey })) }
      } finally {
        backupKey.wipe()
      }
    },
    noteRehearsal: async (input) => ({ value: await vault.change((store) => noteRehearsal(store, input)) }),
    revokeKit: async ({ kitId }) => {
      await vault.change((store) => revokeKit(store, kitId))
      return { value: {} }
    },
    // In turn with changes, so that the copy is of one moment.
    writeBackup: async (input) => ({
      value: await vault.change(async (store) => writeBackup(store, input, { ...vault.deps, backupFiles })),
    }),
    findBackup: async ({ path }) => ({ value: await findBackup(vault, path, backupFiles) }),
    restoreBackup: async (input) => ({ value: await restoreBackup(vault, input, backupFiles) }),
  }
}
