import { basename, join } from 'node:path'
import { VaultError } from '../../shared/vault-error.ts'
import type { ResealSource } from '../protection/reseal-store.ts'
import { storeMacHolds } from '../store/store-mac.ts'
import { readIdentity } from '../store/store-rows.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { listSnapshots } from './list-snapshots.ts'
import { openCopy } from './open-copy.ts'
import { isOf, type SnapshotKeeper } from './snapshot-keeper.ts'

/** How many copies were removed, and the names of those that a person put aside: they stay. */
export interface PurgedCopies {
  readonly purgedCopies: number
  readonly kept: string[]
}

/**
 * Makes what is no longer in the store gone from this folder: the file is written anew (SQLite leaves old bytes in its pages
 * otherwise), its log emptied, a fresh snapshot taken and checked whole, and every older copy that Keyhold made by itself
 * removed. Files that were set aside are somebody's only way back, so they are named and not touched; so are the older
 * copies where the store is not whole, because they may hold the last good row of another key. Throws KEYSTORE_DAMAGED,
 * SQLite's and Node's errors.
 */
export function purgeCopies(
  deps: VaultDeps,
  { database, storeKey }: ResealSource,
  keeper: SnapshotKeeper,
): PurgedCopies {
  const { files, paths } = deps
  if (!storeMacHolds(database, storeKey)) throw damaged('the key store')
  database.exec('VACUUM')
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const fresh = keeper.take(database)
  if (!isWholeCopy(join(paths.snapshots, fresh), storeKey)) throw damaged('the fresh snapshot')
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

function isWholeCopy(path: string, storeKey: ResealSource['storeKey']): boolean {
  const copy = openCopy(path)
  try {
    const check = copy.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
    return check === 'ok' && storeMacHolds(copy, storeKey)
  } finally {
    copy.close()
  }
}

function damaged(what: string): VaultError {
  return new VaultError('KEYSTORE_DAMAGED', `${what} is damaged; no older copy was removed`)
}
