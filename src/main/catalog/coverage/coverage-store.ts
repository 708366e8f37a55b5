import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { CoverageSelection, CoverageSummary } from '../../../shared/model/coverage.ts'
import type { RecordedDoor } from '../../../shared/model/file-record.ts'
import { keyFamilyOf } from '../../../shared/kms/key-family.ts'
import { StoredKeys } from '../cached-keys/stored-keys.ts'
import { DoorSets } from '../known/door-sets.ts'
import type { DoorSet } from '../known/door-sets.ts'
import { cellsOf } from './coverage-cells.ts'
import type { CoverageKey, ListedKeys } from './coverage-key.ts'
import { keyFamilies } from './key-families.ts'
import type { KeyFamily } from './key-families.ts'
import { isSelected } from './selected-cells.ts'
import { summarise } from './summarise.ts'
import type { CountedCell } from './summarise.ts'

/** A known file that is under what was selected. */
export interface KnownFile {
  /** Grows with each sighting. */
  readonly id: number
  /** The history's row that speaks of it; null where none does. */
  readonly entry: number | null
  readonly place: string | null
  readonly size: number | null
  readonly seenAt: string
  readonly doors: readonly RecordedDoor[]
  readonly keyMaterialId: string | null
  readonly estimated: boolean
}

export interface KnownFilesPage {
  readonly files: readonly KnownFile[]
  /** The `before` of the next page; null at the end. */
  readonly next: number | null
  readonly total: number
}

export interface KnownFilesQuery {
  readonly listed: ListedKeys
  readonly selection: CoverageSelection
  /** A known file's id; null = from the one that was seen last. */
  readonly before: number | null
  readonly limit: number
}

const storedFile = z.object({
  id: z.number(),
  entry: z.number().nullable(),
  place: z.string().nullable(),
  size: z.number().nullable(),
  seen_at: z.string(),
  door_set: z.number(),
  cell: z.number(),
})

/** Which known files depend on which key material, from an open database. Synchronous, for the catalog's thread. Throws SQLite's errors. */
export class CoverageStore {
  readonly #database: DatabaseSync
  readonly #doorSets: DoorSets

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#doorSets = new DoorSets(database)
  }

  summary(listed: ListedKeys): CoverageSummary {
    const { cells, families } = this.#counted(listed)
    return summarise(cells, families)
  }

  /** A page of the files under a selection, the last seen first. */
  files({ listed, selection, before, limit }: KnownFilesQuery): KnownFilesPage {
    const { cells, families } = this.#counted(listed)
    const selected = cells.filter((cell) => isSelected(cell, selection, families))
    const total = selected.reduce((sum, { files }) => sum + files, 0)
    this.#want(selected)
    const found = this.#database
      .prepare(
        `SELECT k.*, (
           SELECT w.cell FROM temp.wanted w
           WHERE w.door_set = k.door_set AND w.since <= k.made_at AND w.before > k.made_at
         ) AS cell
         FROM known_files k WHERE k.id < ? AND cell IS NOT NULL ORDER BY k.id DESC LIMIT ?`,
      )
      .all(before ?? Number.MAX_SAFE_INTEGER, limit + 1)
      .map((row) => storedFile.parse(row))
    const page = found.slice(0, limit)
    const next = found.length > limit ? (page.at(-1)?.id ?? null) : null
    const family = selection.keyId === null ? null : keyFamilyOf(selection.keyId)
    return { files: page.map((row) => this.#fileOf(row, selected[row.cell], family)), next, total }
  }

  /** The paths of every file under a selection, the last seen first; a file whose path is not known is left out. */
  paths({ listed, selection }: Pick<KnownFilesQuery, 'listed' | 'selection'>): readonly string[] {
    const { cells, families } = this.#counted(listed)
    this.#want(cells.filter((cell) => isSelected(cell, selection, families)))
    return this.#database
      .prepare(
        `SELECT place FROM known_files k WHERE place IS NOT NULL AND EXISTS (
           SELECT 1 FROM temp.wanted w
           WHERE w.door_set = k.door_set AND w.since <= k.made_at AND w.before > k.made_at
         ) ORDER BY id DESC`,
      )
      .all()
      .map(({ place }) => String(place))
  }

  #fileOf(
    { door_set: doorSet, seen_at: seenAt, cell: _cell, ...row }: z.output<typeof storedFile>,
    cell: CountedCell | undefined,
    family: string | null,
  ): KnownFile {
    const uses = cell?.uses.filter((each) => family === null || each.family === family) ?? []
    // Of several, the one that makes the file old.
    const use = uses.find(({ standing }) => standing === 'older') ?? uses[0]
    const told = { keyMaterialId: use?.keyMaterialId ?? null, estimated: use?.estimated ?? false }
    return { ...row, seenAt, doors: this.#doorSets.doors(doorSet), ...told }
  }

  #counted({ keys, isLocalRead }: ListedKeys): {
    readonly cells: readonly CountedCell[]
    readonly families: ReadonlyMap<string, KeyFamily>
  } {
    const sets = this.#doorSets.inUse()
    const read = keyFamilies(keys, this.#materialsFor(sets, keys))
    const families = isLocalRead ? read : new Map([...unreadLocalKeys(sets), ...read])
    const between = this.#database.prepare(
      'SELECT count(*) AS files FROM known_files WHERE door_set = ? AND made_at >= ? AND made_at < ?',
    )
    const cells = sets.flatMap((set) => {
      const ofSet = cellsOf(set, families)
      if (ofSet.length === 1) return ofSet.map((cell) => ({ ...cell, files: set.files }))
      return ofSet.map((cell) => {
        const files = Number(between.get(cell.doorSet, cell.from, cell.before)?.['files'])
        return { ...cell, files }
      })
    })
    return { cells: cells.filter(({ files }) => files > 0), families }
  }

  /** Of the keys that doors name and of their replicas: a timeline is the whole family's. */
  #materialsFor(sets: readonly DoorSet[], keys: readonly CoverageKey[]) {
    const named = new Set(
      sets.flatMap(({ doors }) => doors.flatMap(({ keyId }) => (keyId === null ? [] : keyFamilyOf(keyId)))),
    )
    const arns = keys.flatMap(({ keyId }) => (named.has(keyFamilyOf(keyId)) ? keyId : []))
    return new StoredKeys(this.#database).materials(arns)
  }

  #want(cells: readonly CountedCell[]): void {
    this.#database.exec(`CREATE TEMP TABLE IF NOT EXISTS wanted (
      door_set INTEGER NOT NULL, since TEXT NOT NULL, before TEXT NOT NULL, cell INTEGER NOT NULL,
      PRIMARY KEY (door_set, since)
    ) STRICT, WITHOUT ROWID`)
    this.#database.exec('DELETE FROM temp.wanted')
    const add = this.#database.prepare('INSERT INTO temp.wanted VALUES (?, ?, ?, ?)')
    for (const [at, { doorSet, from, before }] of cells.entries()) add.run(doorSet, from, before, at)
  }
}

/** The keys of local doors while nobody can say which of them are ours: not another key's, and nothing else is known. */
function unreadLocalKeys(sets: readonly DoorSet[]): ReadonlyMap<string, KeyFamily> {
  const unread = { keys: [], current: null, hasOneMaterial: false, readAt: '', timeline: [] }
  const local = sets.flatMap(({ doors }) => doors.filter(({ label }) => label.kind === 'local'))
  return new Map(local.flatMap(({ keyId }) => (keyId === null ? [] : [[keyId, unread]])))
}
