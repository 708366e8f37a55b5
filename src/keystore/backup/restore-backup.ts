import { VaultError, isVaultError } from '../../shared/vault-error.ts'
import type { VaultMode, VaultStatus } from '../../shared/model/vault.ts'
import type { KitKeys } from '../kit/kit-keys.ts'
import { openSheets, type SheetsEntry } from '../kit/open-sheets.ts'
import type { ResealSource } from '../protection/reseal-store.ts'
import { randomUuid } from '../random-ids.ts'
import { versionOf } from '../store/migrate-store.ts'
import { openCopy } from '../snapshots/open-copy.ts'
import { removeQuietly } from '../store/remove-quietly.ts'
import { storeFault } from '../store/store-fault.ts'
import { findChanges } from '../store/find-changes.ts'
import { readIdentity } from '../store/read-store-row.ts'
import { storeVersion } from '../store/store-schema.ts'
import type { VaultDeps } from '../vault-deps.ts'
import type { VaultOperations } from '../vault.ts'
import type { BackupFiles } from './backup-files.ts'
import { invalid, readParts, type BackupParts } from './backup-form.ts'
import type { BackupHeader } from './backup-header.ts'
import { compareBackup, type PresentStore } from './compare-backup.ts'
import { openBackup, type BackupContent } from './open-backup.ts'
import { presentStore } from './present-store.ts'
import { longestBackup } from './write-backup.ts'

export interface RestoreRequest {
  readonly path: string
  readonly kit: SheetsEntry
  readonly mode: VaultMode
  readonly passphrase: string | null
  /** A person has read that it is older than what is here, or of another store. */
  readonly agreed: boolean
}

/**
 * Puts a backup's store in the place of what is here, which is set aside whole. The kit's key is derived in this process: had
 * the kit process unwrapped it, the main process would have held what opens every key on the way. Everything is checked
 * before anything is changed. Throws the codes KIT_*, BACKUP_*; all is then as it was.
 */
export async function restoreBackup(
  vault: VaultOperations,
  request: RestoreRequest,
  files: BackupFiles,
): Promise<VaultStatus> {
  const parts = partsOf(request.path, files)
  const present = await presentStore(vault)
  refuseUnlessAgreed(parts.header, present, request.agreed)
  const kit = await openSheets(request.kit, vault.deps.derive)
  try {
    return await withSource(vault.deps, { parts, kit, files }, (source) =>
      vault.replaceWith(source, {
        protection: { mode: request.mode, passphrase: request.passphrase },
        epochAbove: Math.max(present?.epoch ?? 0, parts.header.epoch),
      }),
    )
  } finally {
    kit.backupKey.wipe()
  }
}

function partsOf(path: string, files: Pick<BackupFiles, 'read'>): BackupParts {
  try {
    const file = files.read(path, longestBackup, longestBackup)
    if (file === undefined) throw invalid()
    return readParts(file)
  } catch (error) {
    throw storeFault(error)
  }
}

function refuseUnlessAgreed(header: BackupHeader, present: PresentStore | null, agreed: boolean): void {
  const compared = compareBackup(header, present)
  if (agreed || present === null || compared === 'same' || compared === 'newer') return
  throw new VaultError('BACKUP_NOT_AGREED', 'this backup is older than what is here, or of another store', {
    facts: {
      compared: String(compared),
      epoch: header.epoch,
      presentEpoch: present.epoch,
      keyCount: header.keyCount,
    },
  })
}

interface Opening {
  readonly parts: BackupParts
  readonly kit: KitKeys
  readonly files: BackupFiles
}

/** Lends the backup's store as an open file of its own, which is removed afterwards. */
async function withSource<T>(
  deps: VaultDeps,
  { parts, kit, files }: Opening,
  use: (source: ResealSource) => Promise<T>,
): Promise<T> {
  const content = openBackup(parts, kit)
  const path = deps.paths.restoring(randomUuid(deps.random))
  try {
    deps.files.makeFolder(deps.paths.folder)
    for (const left of deps.files.list(deps.paths.folder))
      if (deps.paths.isRestoring(left)) deps.files.remove(left)
    files.create(path, [content.copy])
    const database = openCopy(path)
    try {
      checkSource(database, content, parts.header)
      return await use({ database, storeKey: content.storeKey })
    } finally {
      database.close()
    }
  } catch (error) {
    throw storeFault(error)
  } finally {
    content.storeKey.wipe()
    removeQuietly(path, deps.files)
  }
}

/** Whoever vouched for the file had the kit or the store; what is in it is checked as any store all the same. */
function checkSource(
  database: ResealSource['database'],
  { storeKey }: BackupContent,
  header: BackupHeader,
): void {
  try {
    if (versionOf(database) > storeVersion)
      throw new VaultError('BACKUP_NEWER_VERSION', 'the store in this backup is from a newer Keyhold')
    const check = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
    const { storeId, epoch } = readIdentity(database)
    if (
      check === 'ok' &&
      findChanges(database, storeKey).length === 0 &&
      storeId === header.storeId &&
      epoch === header.epoch
    )
      return
  } catch (error) {
    if (isVaultError(error)) throw error
    throw invalid(error)
  }
  throw invalid()
}
