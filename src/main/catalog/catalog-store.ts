import type { DatabaseSync } from 'node:sqlite'
import type { RecordedDoor } from '../../shared/model/file-record.ts'
import type { CatalogPage, CatalogQuery, CatalogRow, KeptRecord } from './catalog.ts'
import { KnownFiles } from './known/known-files.ts'
import type { IsGone } from './known/known-files.ts'
import { leftItsFolder } from './known/left-its-folder.ts'
import { doorOf, rowOf } from './stored-rows.ts'
import { together } from './together.ts'

/** Text to search in: what a person may remember of a file. Paths and key names may be in any script. */
function wordsOf(doors: readonly RecordedDoor[], paths: readonly (string | null)[]): string {
  const ofDoors = doors.flatMap(({ label, keyId, keyMaterialId }) => [
    label.name,
    label.where,
    label.arn,
    keyId,
    keyMaterialId,
  ])
  return searchText([...paths, ...ofDoors].filter((word) => word !== null).join('\n'))
}

const searchText = (text: string): string => text.normalize('NFC').toLowerCase()

const insertFile = `INSERT INTO files (at, action, source, result, size, result_size, suite, header_hash, verified, seconds, code, words)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const insertDoor = `INSERT INTO doors (file, place, kind, name, lies, arn, known, key_id, material_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** The catalog's rows in an open database. Synchronous: it runs in a thread of its own. Every method throws SQLite's errors. */
export class CatalogStore {
  readonly #database: DatabaseSync
  readonly #known: KnownFiles

  constructor(database: DatabaseSync, isGone: IsGone = leftItsFolder) {
    this.#database = database
    this.#known = new KnownFiles(database, isGone)
  }

  /** Writes all or none. */
  add(records: readonly KeptRecord[]): void {
    together(this.#database, () => {
      const file = this.#database.prepare(insertFile)
      const door = this.#database.prepare(insertDoor)
      for (const record of records) {
        const { lastInsertRowid } = file.run(...fileValues(record))
        for (const [place, each] of record.doors.entries()) {
          const { kind, name, where, arn, known } = each.label
          const label = [kind, name, where, arn, known ? 1 : 0] as const
          door.run(lastInsertRowid, place, ...label, each.keyId, each.keyMaterialId)
        }
        this.#known.note(record, Number(lastInsertRowid))
      }
    })
  }

  list({ before, find, limit }: CatalogQuery): CatalogPage {
    const found = this.#database
      .prepare(
        `SELECT * FROM files WHERE id < ? AND (? = '' OR instr(words, ?) > 0) ORDER BY id DESC LIMIT ?`,
      )
      .all(before ?? Number.MAX_SAFE_INTEGER, find, searchText(find), limit + 1)
    const rows = found.slice(0, limit).map((row) => this.#withDoors(row))
    const total = Number(this.#database.prepare('SELECT count(*) AS n FROM files').get()?.['n'])
    return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null, total }
  }

  /** Whether a message with this header was written here, or read to its end. */
  knowsHeader(headerHash: string): boolean {
    const hash = Buffer.from(headerHash, 'hex')
    const known = this.#database.prepare('SELECT 1 FROM known_files WHERE header_hash = ? LIMIT 1')
    return known.get(hash) !== undefined
  }

  rows(ids: readonly number[]): readonly CatalogRow[] {
    const one = this.#database.prepare('SELECT * FROM files WHERE id = ?')
    return ids.flatMap((id) => {
      const row = one.get(id)
      return row === undefined ? [] : [this.#withDoors(row)]
    })
  }

  /** Rewrites the file afterwards, so that neither free pages nor the log keep what was removed. */
  clear(what: 'all' | 'paths'): void {
    together(this.#database, () => {
      if (what === 'paths') return this.#forgetPaths()
      this.#database.exec('DELETE FROM files')
      return this.#known.forgetAll()
    })
    this.#database.exec('VACUUM')
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  #forgetPaths(): void {
    const rest = this.#database.prepare(
      'UPDATE files SET source = NULL, result = NULL, words = ? WHERE id = ?',
    )
    const ids = this.#database.prepare('SELECT id FROM files').all()
    this.#known.forgetPlaces()
    for (const { id } of ids) rest.run(wordsOf(this.#doorsOf(Number(id)), []), Number(id))
  }

  #doorsOf(id: number): readonly RecordedDoor[] {
    return this.#database.prepare('SELECT * FROM doors WHERE file = ? ORDER BY place').all(id).map(doorOf)
  }

  #withDoors(row: Record<string, unknown>): CatalogRow {
    return rowOf(row, this.#doorsOf(Number(row['id'])))
  }
}

function fileValues(record: KeptRecord) {
  return [
    record.at,
    record.action,
    record.source,
    record.result,
    record.size,
    record.resultSize,
    record.suite,
    record.headerHash === null ? null : Buffer.from(record.headerHash, 'hex'),
    record.verified ? 1 : 0,
    record.seconds,
    record.code,
    wordsOf(record.doors, [record.source, record.result]),
  ] as const
}
