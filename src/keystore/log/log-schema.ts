import type { DatabaseSync } from 'node:sqlite'

/** The version of the tables below, in the file's `user_version`. A file with a higher one is set aside. */
export const logVersion = 1

/** Marks the file as ours in SQLite's header (`application_id`): the bytes `KHLG`. */
export const logApplicationId = 0x4b484c47

/** A line of SQL per table. What the file's own schema must say, word for word: a trigger that slipped in could change what is written. */
const tables = [
  `CREATE TABLE entries (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  area TEXT NOT NULL,
  what TEXT NOT NULL,
  count INTEGER NOT NULL,
  code TEXT,
  service TEXT,
  key_id TEXT,
  key_material_id TEXT,
  bytes INTEGER,
  facts TEXT NOT NULL,
  details TEXT,
  hash BLOB NOT NULL
) STRICT`,
  `CREATE TABLE head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  log_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  vouched_number INTEGER NOT NULL,
  vouched_hash BLOB NOT NULL,
  store_id TEXT,
  mac BLOB
) STRICT`,
  `CREATE TABLE reserve (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  bytes BLOB NOT NULL
) STRICT`,
] as const

/** Makes the tables in an empty file. */
export function createLogSchema(database: DatabaseSync): void {
  for (const table of tables) database.exec(table)
  database.exec(`PRAGMA application_id = ${logApplicationId}; PRAGMA user_version = ${logVersion}`)
}

/** What a file is, by its header and its own schema. */
export function logKind(database: DatabaseSync): 'ours' | 'newer' | 'other' {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
  const application = Number(database.prepare('PRAGMA application_id').get()?.['application_id'])
  if (application !== logApplicationId) return 'other'
  if (version > logVersion) return 'newer'
  const found = database.prepare('SELECT sql FROM sqlite_schema ORDER BY rowid').all()
  const same = found.length === tables.length && found.every(({ sql }, index) => sql === tables[index])
  return same ? 'ours' : 'other'
}
