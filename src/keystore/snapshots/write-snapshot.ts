import type { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { removeQuietly } from '../store/remove-quietly.ts'
import { readIdentity } from '../store/store-rows.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { snapshotName } from './snapshot-names.ts'

type Parts = Pick<VaultDeps, 'files' | 'paths' | 'now'>

/**
 * Writes a whole copy of the open, checked store (`VACUUM INTO`) and returns its name: on the disk under a name that nothing
 * opens before it gets its own, never in place of another file. Throws SQLite's and Node's errors and leaves no half then.
 */
export function writeSnapshot({ files, paths, now }: Parts, database: DatabaseSync): string {
  const unfinished = join(paths.snapshots, 'unfinished')
  files.makeFolder(paths.snapshots)
  try {
    files.remove(unfinished)
    database.prepare('VACUUM INTO ?').run(unfinished)
    files.finish(unfinished)
    const name = freeName({ files, paths, now }, readIdentity(database).epoch)
    files.publish(unfinished, join(paths.snapshots, name))
    files.syncFolder(paths.snapshots)
    return name
  } finally {
    removeQuietly(unfinished, files)
  }
}

function freeName({ files, paths, now }: Parts, epoch: number): string {
  let number = 1
  while (files.kindOf(join(paths.snapshots, snapshotName(epoch, now(), number))) !== 'nothing') number += 1
  return snapshotName(epoch, now(), number)
}
