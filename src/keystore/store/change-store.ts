import type { DatabaseSync } from 'node:sqlite'
import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../../main/secret/secret.ts'
import { storeMacHolds, writeStoreMac } from './store-mac.ts'

export interface StoreChange<T> {
  /** The epoch afterwards, above the one before. One more where it is left out. */
  readonly epoch?: number
  readonly change: (database: DatabaseSync) => unknown
  /** Reads what the caller wants of the changed rows, still inside the transaction that vouches for them. */
  readonly read: (database: DatabaseSync) => T
}

/**
 * One change of the store: a transaction that first checks that the rows still carry their MAC (so that rows altered
 * behind the lock are never vouched for), makes the change, counts the epoch up and writes the new MAC. Returns
 * what `read` gives. Throws KEYSTORE_DAMAGED or what `change` throws; the store is then as it was.
 */
export function changeStore<T>(
  database: DatabaseSync,
  storeKey: Secret,
  { change, read, epoch }: StoreChange<T>,
): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    if (!storeMacHolds(database, storeKey))
      throw new VaultError(
        'KEYSTORE_DAMAGED',
        'the key store was changed by something else while it was open',
      )
    change(database)
    database.prepare('UPDATE store SET epoch = coalesce(?, epoch + 1)').run(epoch ?? null)
    writeStoreMac(database, storeKey)
    const result = read(database)
    database.exec('COMMIT')
    foldLog(database)
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
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
