import type { DatabaseSync } from 'node:sqlite'
import { openDatabase } from '../store/open-database.ts'
import { removeQuietly } from '../store/remove-quietly.ts'
import { firstHash } from './entry-record.ts'
import { LogFile } from './log-file.ts'
import type { LogFiles } from './log-files.ts'
import type { LogPaths } from './log-paths.ts'
import { createLogSchema, logKind } from './log-schema.ts'

export interface LogPlace {
  readonly paths: LogPaths
  readonly files: LogFiles
  readonly now: () => Date
  readonly newId: () => string
}

/** Why a file could not be gone on with: it was set aside, and a new log begins. */
export type NotGoneOn = 'damaged' | 'newerVersion' | 'notWhole'

/** SQLite's primary result codes of a file that is none, or is torn: CORRUPT, NOTADB. */
const damagedCodes: ReadonlySet<number> = new Set([11, 26])

/** What stands under the log's name: a log of ours, nothing, or what cannot be gone on with. Throws SQLite's other errors. */
export function openLogFile({ paths, files }: LogPlace): LogFile | 'nothing' | 'damaged' | 'newerVersion' {
  const kind = files.kindOf(paths.file)
  if (kind === 'nothing') return files.kindOf(paths.walOf(paths.file)) === 'nothing' ? 'nothing' : 'damaged'
  if (kind === 'other') return 'damaged'
  let database: DatabaseSync | undefined
  try {
    database = openDatabase(paths.file)
    const found = logKind(database)
    if (found === 'ours') return new LogFile(database, files.identityOf(paths.file))
    database.close()
    return found === 'newer' ? 'newerVersion' : 'damaged'
  } catch (error) {
    if (database?.isOpen === true) database.close()
    if (isDamage(error)) return 'damaged'
    throw error
  }
}

/** True for an error that says that the file is no whole database of ours. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.name === 'ZodError') return true
  return 'errcode' in error && typeof error.errcode === 'number' && damagedCodes.has(error.errcode & 0xff)
}

/** Makes an empty log, whole and on the disk before it has its name, which is never another file's. */
export function createLogFile({ paths, files, now, newId }: LogPlace): LogFile {
  files.makeFolder(paths.folder)
  removeQuietly(paths.unfinished, files)
  removeQuietly(paths.walOf(paths.unfinished), files)
  writeEmptyLog(paths.unfinished, newId(), now().toISOString())
  files.finish(paths.unfinished)
  files.publish(paths.unfinished, paths.file)
  removeQuietly(paths.unfinished, files)
  files.syncFolder(paths.folder)
  return new LogFile(openDatabase(paths.file), files.identityOf(paths.file))
}

/** Keeps what is there under a name of its own, with its write-ahead log, and never over another file. */
export function setLogAside({ paths, files, now }: LogPlace): void {
  const at = now()
  let number = 1
  while (files.kindOf(paths.setAside(at, number)) !== 'nothing') number += 1
  const kept = paths.setAside(at, number)
  // The log's own log first: a file without it would look whole and be older.
  for (const [from, to] of [
    [paths.walOf(paths.file), paths.walOf(kept)],
    [paths.file, kept],
  ] as const) {
    if (files.kindOf(from) === 'nothing') continue
    files.publish(from, to)
    files.remove(from)
  }
  files.syncFolder(paths.folder)
}

function writeEmptyLog(path: string, logId: string, createdAt: string): void {
  const database = openDatabase(path)
  try {
    database.exec('BEGIN')
    createLogSchema(database)
    database
      .prepare(
        'INSERT INTO head (one, log_id, created_at, vouched_number, vouched_hash) VALUES (1, ?, ?, 0, ?)',
      )
      .run(logId, createdAt, firstHash(logId, createdAt))
    database.exec('COMMIT')
  } finally {
    database.close()
  }
}
