import type { DatabaseSync } from 'node:sqlite'

/** Makes a change whole or not at all. Throws what `change` throws, and SQLite's errors. */
export function together<Made>(database: DatabaseSync, change: () => Made): Made {
  database.exec('BEGIN IMMEDIATE')
  try {
    const made = change()
    database.exec('COMMIT')
    return made
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
