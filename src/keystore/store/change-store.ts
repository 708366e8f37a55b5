import type { DatabaseSync } from 'node:sqlite'
import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../../main/secret/secret.ts'
import { hasRoster, ownMacHolds, writeOwnMac } from './own-mac.ts'
import { storeMacHolds, withDigests, writeDigests, writeStoreMac } from './store-mac.ts'
import { watchKeys } from './watch-keys.ts'

export interface StoreChange<T> {
  /** The epoch afterwards, above the one before. One more where it is left out. */
  readonly epoch?: number
  /** The change makes or alters tables: everything is checked before it and vouched for anew after it. */
  readonly altersTables?: boolean
  readonly change: (database: DatabaseSync) => unknown
  /** Reads what the caller wants of the changed rows, still inside the transaction that vouches for them. */
  readonly read: (database: DatabaseSync, touched: ReadonlySet<string>) => T
}

/**
 * One change of the store: a transaction that checks that what it builds on is what was written here (so that rows altered
 * behind the lock are never vouched for), makes the change, counts the epoch up and writes digests and MAC. What belongs to
 * no key, and the roster, are checked whole; of the keys, those that the change touches, before their first row is written:
 * the others keep their digest, which goes on telling whether their rows are theirs. Returns what `read` gives. Throws
 * KEYSTORE_DAMAGED or what `change` throws; the store is then as it was.
 */
export function changeStore<T>(database: DatabaseSync, storeKey: Secret, change: StoreChange<T>): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const isWhole = change.altersTables === true || !hasRoster(database)
    const touched = isWhole ? changeWhole(database, storeKey, change) : changeKeys(database, storeKey, change)
    const result = change.read(database, touched)
    database.exec('COMMIT')
    foldLog(database)
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function changeWhole<T>(
  database: DatabaseSync,
  storeKey: Secret,
  { change, epoch }: StoreChange<T>,
): ReadonlySet<string> {
  if (!storeMacHolds(database, storeKey)) throw changedMeanwhile()
  change(database)
  countEpoch(database, epoch)
  writeStoreMac(database, storeKey)
  return new Set()
}

function changeKeys<T>(
  database: DatabaseSync,
  storeKey: Secret,
  { change, epoch }: StoreChange<T>,
): ReadonlySet<string> {
  if (!ownMacHolds(database, storeKey)) throw changedMeanwhile()
  return withDigests(database, storeKey, (digests) => {
    let isOurs = true
    const look = (keyId: string): void => {
      isOurs &&= digests.holds(keyId)
    }
    const touched = watchKeys(database, look, () => change(database))
    if (!isOurs) throw changedMeanwhile()
    const next = countEpoch(database, epoch)
    writeDigests(database, digests, { keyIds: touched, epoch: next })
    writeOwnMac(database, storeKey)
    return touched
  })
}

function countEpoch(database: DatabaseSync, epoch: number | undefined): number {
  const row = database
    .prepare('UPDATE store SET epoch = coalesce(?, epoch + 1) RETURNING epoch')
    .get(epoch ?? null)
  return Number(row?.['epoch'])
}

function changedMeanwhile(): VaultError {
  return new VaultError('KEYSTORE_DAMAGED', 'the key store was changed by something else while it was open')
}

/**
 * Moves the write-ahead log into the file and empties it, so that a copy of the one file is a whole store and no old log
 * meets a file that was put back. The commit is durable without it, so a failure (a full disk) waits for the next time.
 */
function foldLog(database: DatabaseSync): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    // The log stays and is read with the file.
  }
}
