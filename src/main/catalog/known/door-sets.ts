import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { RecordedDoor } from '../../../shared/model/file-record.ts'
import { doorLabel } from '../../../shared/model/plan.ts'

const recordedDoors = z.array(
  z.strictObject({ label: doorLabel, keyId: z.string().nullable(), keyMaterialId: z.string().nullable() }),
)

/** The lists of doors of known files, each stored once. Throws SQLite's errors. */
export class DoorSets {
  readonly #database: DatabaseSync
  readonly #ids = new Map<string, number>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** The id of a list, which is stored where it is new. */
  idOf(doors: readonly RecordedDoor[]): number {
    const text = textOf(doors)
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    const found = this.#database.prepare('SELECT id FROM door_sets WHERE doors = ?').get(text)
    const made =
      found ?? this.#database.prepare('INSERT INTO door_sets (doors) VALUES (?) RETURNING id').get(text)
    const id = Number(made?.['id'])
    this.#ids.set(text, id)
    return id
  }

  /** Every list that a known file has, with how many have it. One that cannot be read is a list without doors. */
  inUse(): readonly DoorSet[] {
    return this.#database
      .prepare(
        `SELECT id, doors, files FROM door_sets
         JOIN (SELECT door_set, count(*) AS files FROM known_files GROUP BY door_set) ON door_set = id`,
      )
      .all()
      .map(({ id, doors, files }) => ({ id: Number(id), doors: doorsOf(doors), files: Number(files) }))
  }

  doors(id: number): readonly RecordedDoor[] {
    return doorsOf(this.#database.prepare('SELECT doors FROM door_sets WHERE id = ?').get(id)?.['doors'])
  }

  /** Removes the lists that no known file has any more. */
  removeUnused(): void {
    this.#database.exec('DELETE FROM door_sets WHERE id NOT IN (SELECT door_set FROM known_files)')
    this.#ids.clear()
  }
}

/** A list of doors, and the number of known files that have it. */
export interface DoorSet {
  readonly id: number
  readonly doors: readonly RecordedDoor[]
  readonly files: number
}

/** The same text for the same doors, whatever order their parts came in. */
function textOf(doors: readonly RecordedDoor[]): string {
  return JSON.stringify(
    doors.map(({ label: { kind, name, where, arn, known }, keyId, keyMaterialId }) => ({
      label: { kind, name, where, arn, known },
      keyId,
      keyMaterialId,
    })),
  )
}

function doorsOf(text: unknown): readonly RecordedDoor[] {
  try {
    return recordedDoors.parse(JSON.parse(String(text)))
  } catch {
    return []
  }
}
