import { basename, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { readIdentity } from '../store/store-rows.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { listSnapshots } from './list-snapshots.ts'
import { isOf, type SnapshotKeeper } from './snapshot-keeper.ts'

/** How many copies were removed, and the names of those that a person put aside: they stay. */
export interface PurgedCopies {
  readonly purgedCopies: number
  readonly kept: string[]
}

/**
 * Makes what is no longer in the store gone from this folder: the file is written anew (SQLite leaves old bytes in its pages
 * otherwise), its log emptied, a fresh snapshot taken, and every older copy that Keyhold made by itself removed. Files that
 * were set aside are somebody's only way back, so they are named and not touched. Throws SQLite's and Node's errors.
 */
export function purgeCopies(deps: VaultDeps, database: DatabaseSync, keeper: SnapshotKeeper): PurgedCopies {
  const { files, paths } = deps
  database.exec('VACUUM')
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const fresh = keeper.take(database)
  const { storeId } = readIdentity(database)
  const snapshots = listSnapshots(deps)
    .filter(({ name }) => name !== fresh)
    .map(({ name }) => join(paths.snapshots, name))
  const own = snapshots.filter((path) => isOf(storeId, path))
  const others = files.list(paths.folder)
  const old = [...own, ...others.filter((path) => paths.isOwnCopy(path))]
  for (const path of old) files.remove(path)
  files.syncFolder(paths.snapshots)
  files.syncFolder(paths.folder)
  const kept = [
    ...others.filter((path) => paths.isSetAside(path)),
    ...snapshots.filter((path) => !own.includes(path)),
  ]
  return { purgedCopies: old.length, kept: kept.map((path) => basename(path)).toSorted() }
}
