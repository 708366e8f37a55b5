import { DatabaseSync } from 'node:sqlite'

/**
 * Opens the store's SQLite file as its single writer: no other connection, of this program or another, can read or
 * write it until `close`. Every commit is on the disk before it returns. Throws SQLite's own errors (BUSY where
 * another has it open); `storeFault` names them.
 */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 0, enableForeignKeyConstraints: true })
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    // Taken before journal_mode, so that a second instance changes nothing while it finds the store in use.
    database.exec('BEGIN EXCLUSIVE; ROLLBACK')
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    database.exec('PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
