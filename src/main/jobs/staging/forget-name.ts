import path from 'node:path'
import type { Files } from '../files/files.ts'
import type { Staging } from './staged-file.ts'

/**
 * Has the journal forget a name that is gone, once its being gone is durable: one that a power loss brings back must be
 * known to the next start. Never throws: where the folder cannot be flushed, the entry stays.
 */
export async function forgetName(
  { files, journal }: Staging,
  { path: filePath, journalId }: { readonly path: string; readonly journalId: string },
): Promise<void> {
  if (await isFlushed(files, path.dirname(filePath))) journal.gone(journalId)
}

/** Makes the names of a folder durable; false where the disk does not confirm it. */
export async function isFlushed(files: Files, folder: string): Promise<boolean> {
  try {
    await files.syncFolder(folder)
    return true
  } catch {
    return false
  }
}

/**
 * A missing name means "gone" only while its disk is there: a disk that was pulled comes back with the file on it.
 * `device`: of the file; null where it is not known.
 */
export async function diskIsThere(files: Files, filePath: string, device: bigint | null): Promise<boolean> {
  try {
    const folder = await files.inspect(path.dirname(filePath))
    return device === null || folder.device === device
  } catch {
    return false
  }
}
