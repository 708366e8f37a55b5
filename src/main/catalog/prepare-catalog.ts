import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { catalogVersion, makeTables, versionOf } from './catalog-schema.ts'
import { knownFilesOfVersion1 } from './known/known-files-of-version-1.ts'
import { together } from './together.ts'

/** Where the whole file is kept as it was before a migration. It holds what the history holds, and is forgotten with it. */
export function copyBeforeMigration(path: string): string {
  return `${path}.before-version-${catalogVersion}`
}

/**
 * Brings a new or an older catalog to this version, in one transaction: a crash leaves the older one, which the next start
 * migrates. An older file is copied first, and the copy stays until a later start finds the new one good. Throws SQLite's
 * and Node's errors; nothing is changed then.
 */
export function prepareCatalog(database: DatabaseSync, path: string): void {
  const version = versionOf(database)
  if (version === catalogVersion) return rmSync(copyBeforeMigration(path), { force: true })
  if (version > 0) copyWhole(database, path)
  together(database, () => {
    makeTables(database, version)
    if (version === 1) knownFilesOfVersion1(database)
    database.exec(`PRAGMA user_version = ${catalogVersion}`)
  })
}

function copyWhole(database: DatabaseSync, path: string): void {
  const copy = copyBeforeMigration(path)
  // One of a migration that did not finish, perhaps half written: the file itself is still as it was.
  rmSync(copy, { force: true })
  // Made first, for its owner alone: VACUUM INTO fills an empty file.
  closeSync(openSync(copy, 'wx', 0o600))
  database.prepare('VACUUM INTO ?').run(copy)
  flush(copy, 'r+')
  // Windows has no such thing for a folder.
  if (process.platform !== 'win32') flush(dirname(path), 'r')
}

function flush(path: string, flags: string): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
