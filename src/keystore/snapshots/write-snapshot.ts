import type { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { VaultError } from '../../shared/vault-error.ts'
import type { ResealSource } from '../protection/reseal-store.ts'
import { isWhole } from '../store/is-whole.ts'
import { removeQuietly } from '../store/remove-quietly.ts'
import { readIdentity } from '../store/read-store-row.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { openCopy } from './open-copy.ts'
import { snapshotName } from './snapshot-names.ts'

type Parts = Pick<VaultDeps, 'files' | 'paths' | 'now'>

/**
 * Writes a whole copy of the open store (`VACUUM INTO`) and returns its name: on the disk under a name that nothing opens
 * before it gets its own, never in place of another file. A record that was damaged on the disk while the store was open is
 * copied with all others, so the copy is looked through before it has a name: one that is not whole is removed. Throws
 * KEYSTORE_DAMAGED, SQLite's and Node's errors and leaves no half then.
 */
export async function writeSnapshot(
  { files, paths, now }: Parts,
  { database, storeKey }: ResealSource,
): Promise<string> {
  const unfinished = join(paths.snapshots, 'unfinished')
  files.makeFolder(paths.snapshots)
  try {
    files.remove(unfinished)
    database.prepare('VACUUM INTO ?').run(unfinished)
    files.finish(unfinished)
    if (!(await isWholeCopy(unfinished, storeKey)))
      throw new VaultError('KEYSTORE_DAMAGED', 'the copy of the key store is not whole; older ones were kept')
    const name = freeName({ files, paths, now }, readIdentity(database).epoch)
    files.publish(unfinished, join(paths.snapshots, name))
    files.syncFolder(paths.snapshots)
    return name
  } finally {
    removeQuietly(unfinished, files)
  }
}

async function isWholeCopy(path: string, storeKey: ResealSource['storeKey']): Promise<boolean> {
  let copy: DatabaseSync | undefined
  try {
    copy = openCopy(path)
    return await isWhole(copy, storeKey)
  } catch {
    return false
  } finally {
    copy?.close()
  }
}

function freeName({ files, paths, now }: Parts, epoch: number): string {
  let number = 1
  while (files.kindOf(join(paths.snapshots, snapshotName(epoch, now(), number))) !== 'nothing') number += 1
  return snapshotName(epoch, now(), number)
}
