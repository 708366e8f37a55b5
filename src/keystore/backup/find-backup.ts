import type { VaultOperations } from '../vault.ts'
import { storeFault } from '../store/store-fault.ts'
import type { BackupFiles } from './backup-files.ts'
import { invalid, longestStart, readHeader } from './backup-form.ts'
import type { BackupHeader } from './backup-header.ts'
import { compareBackup } from './compare-backup.ts'
import { presentStore } from './present-store.ts'
import { longestBackup } from './write-backup.ts'

/** What a backup says of itself, and how it compares with the store that is here. Nothing of it is authenticated yet. */
export async function findBackup(vault: VaultOperations, path: string, files: Pick<BackupFiles, 'read'>) {
  const header = headerOf(path, files)
  return { ...header, compared: compareBackup(header, await presentStore(vault)) }
}

function headerOf(path: string, files: Pick<BackupFiles, 'read'>): BackupHeader {
  try {
    const start = files.read(path, longestStart, longestBackup)
    if (start === undefined) throw invalid()
    return readHeader(start)
  } catch (error) {
    throw storeFault(error)
  }
}
