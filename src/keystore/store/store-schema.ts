import type { DatabaseSync } from 'node:sqlite'

/** The version of the tables below, in the file's `user_version`. A file with a higher one is left alone. */
export const storeVersion = 2

/** Marks the file as ours in SQLite's header (`application_id`): the bytes `KHST`. */
export const storeApplicationId = 0x4b485354

/**
 * The tables that version 1 had. docs/keystore.md, section "The store file". The scrypt columns stay null until a passphrase
 * exists; they are in the store key's AAD already. Which words a mode or a state may hold is checked where rows are
 * read, so that a new one needs no new table; a key that waits for imported material will have no current one.
 */
const tables = `
CREATE TABLE store (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  store_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  keychain TEXT NOT NULL,
  mode TEXT NOT NULL,
  scrypt_salt BLOB,
  scrypt_n INTEGER,
  scrypt_r INTEGER,
  scrypt_p INTEGER,
  store_key_iv BLOB NOT NULL,
  store_key_sealed BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  mac BLOB NOT NULL
) STRICT;
CREATE TABLE keys (
  key_id TEXT PRIMARY KEY,
  description TEXT NOT NULL,
  state TEXT NOT NULL,
  spec TEXT NOT NULL,
  usage TEXT NOT NULL,
  created_at TEXT NOT NULL,
  current_material_id TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE key_materials (
  material_id TEXT PRIMARY KEY,
  key_id TEXT NOT NULL REFERENCES keys (key_id),
  purpose TEXT NOT NULL,
  created_at TEXT NOT NULL,
  iv BLOB NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE aliases (
  folded TEXT PRIMARY KEY,
  alias TEXT NOT NULL,
  key_id TEXT NOT NULL REFERENCES keys (key_id)
) STRICT, WITHOUT ROWID;
`

/** What version 2 adds: secrets that are kept for the main process, each sealed under the key of its purpose. */
export const secretsTable = `
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  created_at TEXT NOT NULL,
  iv BLOB NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`

/** Makes the tables of the newest version in an empty file. */
export function createSchema(database: DatabaseSync): void {
  database.exec(tables + secretsTable)
  database.exec(`PRAGMA application_id = ${storeApplicationId}; PRAGMA user_version = ${storeVersion}`)
}
