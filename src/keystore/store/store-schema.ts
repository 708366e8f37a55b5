import type { DatabaseSync } from 'node:sqlite'

/** The version of the tables below, in the file's `user_version`. A file with a higher one is left alone. */
export const storeVersion = 3

/** Marks the file as ours in SQLite's header (`application_id`): the bytes `KHST`. */
export const storeApplicationId = 0x4b485354

/**
 * The tables of the newest version. docs/keystore.md, section "The store file". Which words a mode, a state or a spec may
 * hold is checked where rows are read, so that a new one needs no new table. Dates are ISO 8601. `version` and `digest` of a
 * key are written by `changeStore` alone.
 */
const storeTable = `
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
`

const keyTables = `
CREATE TABLE keys (
  key_id TEXT PRIMARY KEY,
  description TEXT NOT NULL,
  state TEXT NOT NULL,
  spec TEXT NOT NULL,
  usage TEXT NOT NULL,
  origin TEXT NOT NULL,
  created_at TEXT NOT NULL,
  current_material_id TEXT,
  deletion_date TEXT,
  deletion_window_days INTEGER,
  rotation_period_days INTEGER,
  next_rotation_at TEXT,
  rules TEXT,
  version INTEGER NOT NULL DEFAULT 0,
  digest BLOB NOT NULL DEFAULT x''
) STRICT, WITHOUT ROWID;
CREATE TABLE key_materials (
  material_id TEXT PRIMARY KEY,
  key_id TEXT NOT NULL REFERENCES keys (key_id),
  purpose TEXT NOT NULL,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL,
  rotated_at TEXT,
  rotation_type TEXT,
  wraps INTEGER NOT NULL,
  valid_to TEXT,
  description TEXT,
  public_key BLOB,
  fingerprint BLOB,
  iv BLOB,
  sealed BLOB
) STRICT, WITHOUT ROWID;
CREATE TABLE aliases (
  folded TEXT PRIMARY KEY,
  alias TEXT NOT NULL,
  key_id TEXT NOT NULL REFERENCES keys (key_id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX materials_of_key ON key_materials (key_id);
CREATE INDEX aliases_of_key ON aliases (key_id);
`

const keysBesides = `
CREATE TABLE tags (
  key_id TEXT NOT NULL REFERENCES keys (key_id),
  tag TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (key_id, tag)
) STRICT, WITHOUT ROWID;
CREATE TABLE roster (
  key_id TEXT PRIMARY KEY,
  digest BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`

const secretsTable = `
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  created_at TEXT NOT NULL,
  iv BLOB NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`

const peopleTables = `
CREATE TABLE kits (
  kit_id TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  public_key BLOB NOT NULL,
  form TEXT NOT NULL,
  threshold INTEGER,
  sheets INTEGER NOT NULL,
  made_for TEXT NOT NULL,
  made_at TEXT NOT NULL,
  rehearsed_at TEXT,
  revoked_at TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE colleagues (
  colleague_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  public_key BLOB NOT NULL,
  added_at TEXT NOT NULL,
  compared INTEGER NOT NULL,
  former_fingerprint TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE notes (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

/** What version 2 added: secrets that are kept for the main process, each sealed under the key of its purpose. */
export const addedInVersion2 = secretsTable

/** From version 2 to 3: what keys can do, who else opens files, and a digest of each key's rows. */
export const changesToVersion3 = `
ALTER TABLE keys RENAME TO keys_2;
ALTER TABLE key_materials RENAME TO key_materials_2;
ALTER TABLE aliases RENAME TO aliases_2;
${keyTables}
INSERT INTO keys SELECT key_id, description, state, spec, usage, 'AWS_KMS', created_at, current_material_id,
  NULL, NULL, NULL, NULL, NULL, 0, x'' FROM keys_2;
INSERT INTO key_materials SELECT material_id, m.key_id, purpose, m.created_at, 'CURRENT', NULL, NULL, 0, NULL, NULL,
  NULL, NULL, iv, sealed FROM key_materials_2 m;
INSERT INTO aliases SELECT folded, alias, a.key_id, created_at, created_at FROM aliases_2 a JOIN keys USING (key_id);
DROP TABLE aliases_2;
DROP TABLE key_materials_2;
DROP TABLE keys_2;
${keysBesides}
${peopleTables}
`

/** Makes the tables of the newest version in an empty file. */
export function createSchema(database: DatabaseSync): void {
  database.exec(storeTable + keyTables + keysBesides + secretsTable + peopleTables)
  database.exec(`PRAGMA application_id = ${storeApplicationId}; PRAGMA user_version = ${storeVersion}`)
}
