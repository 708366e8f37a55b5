import { chmodSync, closeSync, existsSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isVaultError } from '../../shared/vault-error.ts'
import { refuseNewer } from './catalog-schema.ts'
import { copyBeforeMigration, prepareCatalog } from './prepare-catalog.ts'

/** What SQLite says of a file that is no whole database. https://www.sqlite.org/rescode.html: CORRUPT, NOTADB. */
const damaged = new Set([11, 26])

/** True where the file itself is at fault, and not the disk, the rights or another process. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return false
  return damaged.has(error.errcode & 0xff)
}

function openAt(path: string): DatabaseSync {
  // Made first, for its owner alone: SQLite gives its log and its index the mode of the file.
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA busy_timeout = 2000')
    // Before anything is written: a file of a version to come stays as it is, to the byte.
    refuseNewer(database)
    database.exec('PRAGMA secure_delete = ON')
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = FULL')
    database.exec('PRAGMA foreign_keys = ON')
    const check = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
    if (check !== 'ok') throw Object.assign(new Error('the history is damaged'), { errcode: 11 })
    prepareCatalog(database, path)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const asideMark = '.damaged-'

/** Removes every file that was set aside, damaged or older: it holds what a person wants forgotten. Throws Node's errors. */
export function removeSetAside(path: string): void {
  const folder = dirname(path)
  const beginning = `${basename(path)}${asideMark}`
  for (const name of readdirSync(folder)) {
    if (name.startsWith(beginning)) rmSync(join(folder, name))
  }
  rmSync(copyBeforeMigration(path), { force: true })
}

/**
 * Opens the catalog's file, made where there is none. A damaged one is set aside under `<path>.damaged-<time>`, never
 * overwritten, with the copy of it from before a migration where there is one, and a new one is begun. Throws CATALOG_NEWER_VERSION, Node's and SQLite's errors.
 */
export function openCatalog(path: string, now: () => Date): DatabaseSync {
  try {
    return openAt(path)
  } catch (error) {
    if (isVaultError(error) || !isDamage(error)) throw error
    const aside = `${path}${asideMark}${now().toISOString().replaceAll(':', '-')}`
    renameSync(path, aside)
    // What it was before a migration is the last good one, and the next start would remove it.
    const copy = copyBeforeMigration(path)
    if (existsSync(copy)) renameSync(copy, `${aside}.before-migration`)
    // The log belongs to the damaged file: a new one must not read it.
    rmSync(`${path}-wal`, { force: true })
    rmSync(`${path}-shm`, { force: true })
    return openAt(path)
  }
}
