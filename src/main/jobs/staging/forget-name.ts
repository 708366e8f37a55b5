import path from 'node:path'
import { errnoOf } from '../files/file-error.ts'
import type { Files } from '../files/files.ts'
import type { Staging } from './staged-file.ts'

/**
 * Has the journal forget a name that is gone, once its being gone is durable: one that a power loss brings back must be
 * known to the next start. Never throws: where flushing the folder fails, the entry stays.
 */
export async function forgetName(
  { files, journal }: Staging,
  { path: filePath, journalId }: { readonly path: string; readonly journalId: string },
): Promise<void> {
  if ((await flushFolder(files, path.dirname(filePath))) !== 'failed') journal.gone(journalId)
}

/**
 * How making the names of a folder durable ended. `impossible`: this file system never does it, or this person may not
 * ask for it; then nothing is durable, and nothing is waited for either.
 */
export type FolderFlush = 'flushed' | 'impossible' | 'failed'

/** What a file system says that never makes the names of a folder durable, or not for this person. */
export const neverFlushes: ReadonlySet<string> = new Set([
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EBADF',
  'EACCES',
  'EPERM',
])

/** Makes the names of a folder durable, where the disk confirms it. Never throws. */
export async function flushFolder(files: Files, folder: string): Promise<FolderFlush> {
  try {
    await files.syncFolder(folder)
    return 'flushed'
  } catch (error) {
    return neverFlushes.has(errnoOf(error) ?? '') ? 'impossible' : 'failed'
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
