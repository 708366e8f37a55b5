import type { DatabaseSync } from 'node:sqlite'
import { VaultError } from '../../shared/vault-error.ts'

/** The version of the tables below, as `PRAGMA user_version`. */
export const catalogVersion = 1

const tables = `
  CREATE TABLE files (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    at          TEXT NOT NULL,
    action      TEXT NOT NULL,
    source      TEXT,
    result      TEXT,
    size        INTEGER NOT NULL,
    result_size INTEGER,
    suite       TEXT,
    header_hash BLOB,
    verified    INTEGER NOT NULL,
    seconds     REAL,
    code        TEXT,
    -- Lower-case text that a search looks in: paths and doors, one a line.
    words       TEXT NOT NULL
  ) STRICT;
  CREATE INDEX files_by_header ON files (header_hash);
  CREATE TABLE doors (
    file        INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    place       INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    lies        TEXT NOT NULL,
    arn         TEXT,
    known       INTEGER NOT NULL,
    key_id      TEXT,
    material_id TEXT,
    PRIMARY KEY (file, place)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX doors_by_key ON doors (key_id, material_id);
`

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version'])

/**
 * Refuses a file of a version to come: this one would write what that one does not expect. Throws
 * CATALOG_NEWER_VERSION and SQLite's errors.
 */
export function refuseNewer(database: DatabaseSync): void {
  const version = versionOf(database)
  if (version <= catalogVersion) return
  throw new VaultError(
    'CATALOG_NEWER_VERSION',
    'the history was written by a newer Keyhold; it is left as it is, update Keyhold to see it',
    { facts: { version } },
  )
}

/** Makes the tables of a new file. Throws SQLite's errors. */
export function prepareSchema(database: DatabaseSync): void {
  if (versionOf(database) === catalogVersion) return
  database.exec('BEGIN IMMEDIATE')
  database.exec(tables)
  database.exec(`PRAGMA user_version = ${catalogVersion}`)
  database.exec('COMMIT')
}
