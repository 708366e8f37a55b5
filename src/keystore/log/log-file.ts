import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { z } from 'zod'
import type { NewActivity } from '../../shared/model/activity.ts'
import { entryHash, entryRecord, firstHash, hashLength, toRecord, type EntryRecord } from './entry-record.ts'
import type { LogPoint } from './log-head.ts'

/** Signs a point for the store that is open; undefined while none is. */
export type Vouch = (point: LogPoint) => { readonly storeId: string; readonly mac: Uint8Array }

/** The head as the file has it, believed only as far as its MAC goes. */
const headRow = z.strictObject({
  logId: z.uuid(),
  createdAt: z.string(),
  number: z.number().int().min(0),
  hash: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === hashLength),
  storeId: z.string().nullable(),
  mac: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
})
export type HeadRow = z.infer<typeof headRow>

export const entryColumns = `number, at, area, what, count, code, service, key_id AS keyId,
  key_material_id AS keyMaterialId, bytes, facts, details, hash`

const reserveLength = 65_536

/**
 * One open log file. It chains to the entry that it wrote itself, not to what the file says meanwhile. Throws SQLite's
 * errors; nothing of a group is written then.
 */
export class LogFile {
  readonly database: DatabaseSync
  readonly logId: string
  readonly createdAt: string
  readonly identity: string | undefined
  #last: LogPoint
  readonly #insert: StatementSync

  constructor(database: DatabaseSync, identity: string | undefined) {
    this.database = database
    this.identity = identity
    const { logId, createdAt } = this.head()
    this.logId = logId
    this.createdAt = createdAt
    const last = database.prepare('SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1').get()
    this.#last =
      last === undefined
        ? this.beginning
        : { number: Number(last['number']), hash: last['hash'] as Uint8Array }
    this.#insert = database.prepare(
      `INSERT INTO entries (number, at, area, what, count, code, service, key_id, key_material_id, bytes, facts,
        details, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
  }

  /** The last entry that was written. */
  get last(): LogPoint {
    return this.#last
  }

  get beginning(): LogPoint {
    return { number: 0, hash: firstHash(this.logId, this.createdAt) }
  }

  head(): HeadRow {
    return headRow.parse(
      this.database
        .prepare(
          `SELECT log_id AS logId, created_at AS createdAt, vouched_number AS number, vouched_hash AS hash,
          store_id AS storeId, mac FROM head`,
        )
        .get(),
    )
  }

  /** Writes a group of entries, and the head where a store vouches for it, in one commit. */
  append(entries: readonly NewActivity[], at: string, vouch: Vouch | undefined): void {
    let point = this.#last
    this.#commit(() => {
      for (const entry of entries) {
        const record = toRecord(entry, point.number + 1, at)
        const hash = entryHash(point.hash, record)
        this.#insert.run(...(Object.values(record) as (string | number | null)[]), hash)
        point = { number: record.number, hash }
      }
      if (vouch !== undefined) this.#writeHead(point, vouch)
    })
    this.#last = point
  }

  /** Vouches for the last entry without a new one. */
  vouch(vouch: Vouch): void {
    this.#commit(() => this.#writeHead(this.#last, vouch))
  }

  /**
   * Throws where nothing can be written now. What it writes is as long as any group's entries, and SQLite then starts its
   * write-ahead log from the front again, so the room for the next group is on the disk already.
   */
  makeRoom(): void {
    this.#commit(() =>
      this.database
        .prepare(
          'INSERT INTO reserve (one, bytes) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET bytes = excluded.bytes',
        )
        .run(Buffer.alloc(reserveLength, this.#last.number & 0xff)),
    )
    this.database.exec('PRAGMA wal_checkpoint(RESTART)')
  }

  /** Rows above `after`, in order. Throws where one is of no form that this program writes. */
  rowsAfter(after: number, limit: number): readonly EntryRecord[] {
    const rows = this.database
      .prepare(`SELECT ${entryColumns} FROM entries WHERE number > ? ORDER BY number LIMIT ?`)
      .all(after, limit)
    return rows as unknown as readonly EntryRecord[]
  }

  /** Undefined where there is no entry of that number. */
  hashAt(number: number): Uint8Array | undefined {
    if (number === 0) return this.beginning.hash
    const row = this.database.prepare('SELECT hash FROM entries WHERE number = ?').get(number)
    return entryRecord.shape.hash.optional().parse(row?.['hash'])
  }

  close(): void {
    this.database.close()
  }

  #writeHead(point: LogPoint, vouch: Vouch): void {
    const { storeId, mac } = vouch(point)
    this.database
      .prepare('UPDATE head SET vouched_number = ?, vouched_hash = ?, store_id = ?, mac = ?')
      .run(point.number, point.hash, storeId, mac)
  }

  #commit(write: () => unknown): void {
    this.database.exec('BEGIN IMMEDIATE')
    try {
      write()
      this.database.exec('COMMIT')
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK')
      throw error
    }
  }
}
