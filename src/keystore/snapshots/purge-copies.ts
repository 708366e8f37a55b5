import { basename, join } from 'node:path'
import { VaultError } from '../../shared/vault-error.ts'
import type { ResealSource } from '../protection/reseal-store.ts'
import { isWhole } from '../store/is-whole.ts'
import { removeQuietly } from '../store/remove-quietly.ts'
import { readIdentity } from '../store/read-store-row.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { listSnapshots } from './list-snapshots.ts'
import { readCopy } from './read-copy.ts'
import type { SnapshotKeeper } from './snapshot-keeper.ts'

/** How many copies were removed, and the names of those that stay. */
export interface PurgedCopies {
  readonly purgedCopies: number
  readonly kept: string[]
}

/**
 * Makes what is no longer in the store gone from this folder: the file is written anew (SQLite leaves old bytes in its pages
 * otherwise), its log emptied, a fresh snapshot taken, and every older copy that Keyhold made by itself removed. Files that
 * were set aside are somebody's only way back, so they are named and not touched, as is what the disk did not let go. Where
 * the store or the fresh copy is not whole nothing is removed: an older copy may hold the last good row of another key.
 * Throws KEYSTORE_DAMAGED, SQLite's and Node's errors.
 */
export async function purgeCopies(
  deps: VaultDeps,
  sealed: ResealSource,
  keeper: SnapshotKeeper,
): Promise<PurgedCopies> {
  const { files, paths } = deps
  const { database, storeKey } = sealed
  if (!(await isWhole(database, storeKey))) throw damaged()
  database.exec('VACUUM')
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const fresh = join(paths.snapshots, await keeper.take(sealed))
  const { storeId } = readIdentity(database)
  const snapshots = snapshotPaths(deps).filter((path) => path !== fresh)
  const besides = files.list(paths.folder)
  const old = [
    // What cannot be read may be a copy of this store.
    ...snapshots.filter((path) => (readCopy(path, readIdentity)?.storeId ?? storeId) === storeId),
    ...besides.filter((path) => paths.isOwnCopy(path) || paths.isLeftBehind(path)),
  ]
  for (const path of old) removeQuietly(path, files)
  files.syncFolder(paths.snapshots)
  files.syncFolder(paths.folder)
  const kept = [
    ...snapshots,
    ...besides.filter((path) => paths.isSetAside(path) || old.includes(path)),
  ].filter((path) => files.kindOf(path) !== 'nothing')
  return { purgedCopies: old.filter((path) => !kept.includes(path)).length, kept: namesOf(kept) }
}

/** The names of every copy of the store that is in its folder now, where none could be purged. */
export function namesOfCopies(deps: Pick<VaultDeps, 'files' | 'paths'>): string[] {
  const { files, paths } = deps
  const besides = files
    .list(paths.folder)
    .filter((path) => paths.isOwnCopy(path) || paths.isSetAside(path) || paths.isLeftBehind(path))
  return namesOf([...snapshotPaths(deps), ...besides])
}

function snapshotPaths(deps: Pick<VaultDeps, 'files' | 'paths'>): readonly string[] {
  return listSnapshots(deps).map(({ name }) => join(deps.paths.snapshots, name))
}

function namesOf(paths: readonly string[]): string[] {
  return paths.map((path) => basename(path)).toSorted()
}

function damaged(): VaultError {
  return new VaultError('KEYSTORE_DAMAGED', 'the key store is damaged; no older copy was removed')
}
