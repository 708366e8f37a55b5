import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { RecordedDoor, SeenMessage } from '../../../shared/model/file-record.ts'
import type { KeptRecord } from '../catalog.ts'
import { DoorSets } from './door-sets.ts'
import { mergedDoors } from './merged-doors.ts'

/** True where a file left the folder it was in, which is still there. A disk that is not plugged in tells nothing. */
export type IsGone = (path: string) => boolean

/** What of a record its known files come from. */
export type KnowingRecord = Pick<
  KeptRecord,
  'at' | 'action' | 'source' | 'result' | 'code' | 'seen' | 'sourceGone'
>

interface KnownRow {
  readonly id: number
  readonly entry: number | null
  readonly place: string | null
  readonly madeAt: string
  readonly doorSet: number
}

/**
 * The messages that are known, each where it was last seen: docs/adr/0011. Kept up with every record, so that counting
 * them never walks the history. Runs inside the transaction of whoever calls. Throws SQLite's errors.
 */
export class KnownFiles {
  readonly #database: DatabaseSync
  readonly #isGone: IsGone
  readonly #doorSets: DoorSets
  readonly #prepared = new Map<string, StatementSync>()

  constructor(database: DatabaseSync, isGone: IsGone) {
    this.#database = database
    this.#isGone = isGone
    this.#doorSets = new DoorSets(database)
  }

  /** Takes in what a record makes known. `entry` is its row in the history. A job that failed makes nothing known. */
  note(record: KnowingRecord, entry: number): void {
    const { at, action, source, result, code, seen, sourceGone } = record
    if (code !== null) return
    const old = seen.find((message) => message.at === 'source')
    const made = seen.find((message) => message.at === 'result')
    // The entry of a move speaks of the new message.
    const ofOld = action === 'move' ? null : entry
    if (sourceGone) this.#forget(source, old?.headerHash ?? null)
    else if (old !== undefined) this.#see(old, { place: source, seenAt: at, entry: ofOld })
    if (made !== undefined) this.#see(made, { place: result, seenAt: at, entry })
    else if (result !== null) this.#removeAt(result)
  }

  /** Forgets where messages lie. From here on their headers tell them apart: copies of one message are one. */
  forgetPlaces(): void {
    this.#database.exec('UPDATE known_files SET place = NULL')
    this.#database.exec(
      `DELETE FROM known_files WHERE header_hash IS NULL
       OR id NOT IN (SELECT max(id) FROM known_files GROUP BY header_hash)`,
    )
    this.#doorSets.removeUnused()
  }

  forgetAll(): void {
    this.#database.exec('DELETE FROM known_files')
    this.#doorSets.removeUnused()
  }

  #see(message: SeenMessage, now: Omit<Sighting, 'message'>): void {
    const hash = Buffer.from(message.headerHash, 'hex')
    const same = this.#withHeader(hash)
    const before = same.find(({ place }) => place === now.place) ?? same[0]
    // Where paths are not kept, a message that has a place keeps it.
    const place = now.place ?? before?.place ?? null
    for (const row of same) {
      if (row.place === null || row.place === place || this.#isGone(row.place)) this.#remove(row.id)
    }
    if (place !== null) this.#removeAt(place)
    this.#insert({
      place,
      hash,
      size: message.size,
      seenAt: now.seenAt,
      entry: now.entry ?? before?.entry ?? null,
      madeAt: before?.madeAt ?? earlier(message.writtenAt, now.seenAt),
      doors: same.reduce(
        (doors, row) => mergedDoors(doors, this.#doorSets.doors(row.doorSet)),
        message.doors,
      ),
    })
  }

  #withHeader(hash: Uint8Array): readonly KnownRow[] {
    return this.#sql('SELECT * FROM known_files WHERE header_hash = ? ORDER BY id DESC')
      .all(hash)
      .map(({ id, entry, place, made_at: madeAt, door_set: doorSet }) => ({
        id: Number(id),
        entry: entry === null ? null : Number(entry),
        place: place === null ? null : String(place),
        madeAt: String(madeAt),
        doorSet: Number(doorSet),
      }))
  }

  #insert(file: NewKnownFile): void {
    const { entry, place, hash, size, seenAt, madeAt, doors } = file
    this.#sql(
      `INSERT INTO known_files (entry, place, header_hash, size, seen_at, made_at, door_set)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(entry, place, hash, size, seenAt, madeAt, this.#doorSets.idOf(doors))
  }

  /** A message without a known place is found by its header; of copies, the one that was seen last. */
  #forget(place: string | null, headerHash: string | null): void {
    if (place !== null && this.#removeAt(place)) return
    if (headerHash === null) return
    const rows = this.#withHeader(Buffer.from(headerHash, 'hex'))
    const row = place === null ? rows[0] : rows.find((each) => each.place === null)
    if (row !== undefined) this.#remove(row.id)
  }

  #removeAt(place: string): boolean {
    return this.#sql('DELETE FROM known_files WHERE place = ?').run(place).changes > 0
  }

  #remove(id: number): void {
    this.#sql('DELETE FROM known_files WHERE id = ?').run(id)
  }

  #sql(text: string): StatementSync {
    const statement = this.#prepared.get(text) ?? this.#database.prepare(text)
    this.#prepared.set(text, statement)
    return statement
  }
}

interface Sighting {
  readonly message: SeenMessage
  readonly place: string | null
  readonly seenAt: string
  readonly entry: number | null
}

interface NewKnownFile extends Omit<Sighting, 'message'> {
  readonly hash: Uint8Array
  readonly size: number
  readonly madeAt: string
  readonly doors: readonly RecordedDoor[]
}

function earlier(writtenAt: string | null, seenAt: string): string {
  return writtenAt !== null && writtenAt < seenAt ? writtenAt : seenAt
}
