import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { removeQuietly } from '../store/remove-quietly.ts'
import { readIdentity } from '../store/read-store-row.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { listSnapshots } from './list-snapshots.ts'
import { readCopy } from './read-copy.ts'

export const mostSnapshots = 10

/**
 * Keeps the newest of this store. Those of a store that was set aside are its only copies, and stay. What cannot be read is no
 * copy of anything: it pushes none out, and goes once it is older than all that stay.
 */
export function pruneSnapshots({ files, paths }: VaultDeps, database: DatabaseSync): void {
  const all = listSnapshots({ files, paths }).map(({ name }) => join(paths.snapshots, name))
  if (all.length <= mostSnapshots) return
  const { storeId } = readIdentity(database)
  let kept = 0
  for (const path of all) {
    const owner = readCopy(path, readIdentity)?.storeId
    if (kept >= mostSnapshots && (owner === storeId || owner === undefined)) removeQuietly(path, files)
    else if (owner === storeId) kept += 1
  }
}
