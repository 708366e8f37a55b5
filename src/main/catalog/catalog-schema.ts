import type { DatabaseSync } from 'node:sqlite'
import { VaultError } from '../../shared/vault-error.ts'

/** The version of the tables below, as `PRAGMA user_version`. */
export const catalogVersion = 2

/** Version 1: what was done to which file. */
const history = `
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

/** Version 2: keys as they were last read, and the messages that are known (docs/adr/0011). */
const keysAndKnownFiles = `
  CREATE TABLE key_rows (
    connection TEXT NOT NULL,
    arn        TEXT NOT NULL,
    region     TEXT,
    read_at    TEXT NOT NULL,
    -- JSON of a KeyRow.
    row        TEXT NOT NULL,
    UNIQUE (connection, arn)
  ) STRICT;
  CREATE TABLE key_materials (
    arn       TEXT PRIMARY KEY,
    read_at   TEXT NOT NULL,
    -- JSON of KeyMaterial[], oldest first.
    materials TEXT NOT NULL
  ) STRICT;
  -- Every list of doors that a known file has, once: a few lists serve most files.
  CREATE TABLE door_sets (
    id    INTEGER PRIMARY KEY,
    -- JSON of RecordedDoor[].
    doors TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE known_files (
    -- Grows with each sighting: the order in which files were last seen.
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The row of files that speaks of this message; null where none does.
    entry       INTEGER,
    -- Where the message lies; null where paths are not kept.
    place       TEXT UNIQUE,
    header_hash BLOB,
    size        INTEGER,
    seen_at     TEXT NOT NULL,
    -- When the message was written, as far as is known; never after seen_at.
    made_at     TEXT NOT NULL,
    door_set    INTEGER NOT NULL REFERENCES door_sets (id)
  ) STRICT;
  CREATE INDEX known_files_by_header ON known_files (header_hash);
  CREATE INDEX known_files_by_doors ON known_files (door_set, made_at);
`

/** The schema version of an open catalog; 0 = a new file. */
export const versionOf = (database: DatabaseSync): number =>
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

/** Makes the tables of a new file, or those that version 2 added. Runs inside a transaction. Throws SQLite's errors. */
export function makeTables(database: DatabaseSync, from: number): void {
  if (from < 1) database.exec(history)
  if (from < 2) database.exec(keysAndKnownFiles)
}
