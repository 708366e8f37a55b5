import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { keyRow } from '../../../shared/model/key.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { keyMaterial } from '../../../shared/model/key-page.ts'
import type { KeyMaterial } from '../../../shared/model/key-page.ts'
import { together } from '../together.ts'

/** A key's materials as they were last read, oldest first. */
export interface StoredMaterials {
  readonly arn: string
  /** ISO 8601. */
  readonly readAt: string
  readonly materials: readonly KeyMaterial[]
}

const materialList = z.array(keyMaterial)

/**
 * Keys of AWS as they were last read, in an open database. Synchronous, for the catalog's thread. What is damaged or
 * has a shape that this version does not know is left out: the next reading writes it anew. Throws SQLite's errors.
 */
export class StoredKeys {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  rows(connectionId: string): readonly KeyRow[] {
    return this.#database
      .prepare('SELECT row FROM key_rows WHERE connection = ? ORDER BY rowid')
      .all(connectionId)
      .flatMap(({ row }) => parsed(row, keyRow) ?? [])
  }

  /** Adds rows or replaces them by ARN, all or none; a local key's row is not kept. */
  keep(connectionId: string, rows: readonly KeyRow[]): void {
    together(this.#database, () => {
      const put = this.#database.prepare(
        `INSERT INTO key_rows (connection, arn, region, read_at, row) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (connection, arn) DO UPDATE
         SET region = excluded.region, read_at = excluded.read_at, row = excluded.row`,
      )
      for (const row of rows) {
        if (row.arn !== null) put.run(connectionId, row.arn, row.region, row.readAt, JSON.stringify(row))
      }
    })
  }

  dropOthers(connectionId: string, region: string, foundArns: readonly string[]): void {
    this.#drop('connection = ? AND region = ? AND arn NOT IN (SELECT value FROM json_each(?))', [
      connectionId,
      region,
      JSON.stringify(foundArns),
    ])
  }

  forget(connectionId: string): void {
    this.#drop('connection = ?', [connectionId])
  }

  materials(arns: readonly string[]): readonly StoredMaterials[] {
    return this.#database
      .prepare('SELECT * FROM key_materials WHERE arn IN (SELECT value FROM json_each(?))')
      .all(JSON.stringify(arns))
      .flatMap(({ arn, read_at: readAt, materials }) => {
        const known = parsed(materials, materialList)
        return known === undefined ? [] : { arn: String(arn), readAt: String(readAt), materials: known }
      })
  }

  keepMaterials({ arn, materials, readAt }: StoredMaterials): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO key_materials (arn, read_at, materials) VALUES (?, ?, ?)')
      .run(arn, readAt, JSON.stringify(materials))
  }

  /** Another connection may have read the same key: then its materials stay. */
  #drop(which: string, values: readonly string[]): void {
    together(this.#database, () => {
      const gone = this.#database.prepare(`DELETE FROM key_rows WHERE ${which} RETURNING arn`).all(...values)
      this.#database
        .prepare(
          `DELETE FROM key_materials
           WHERE arn IN (SELECT value FROM json_each(?)) AND arn NOT IN (SELECT arn FROM key_rows)`,
        )
        .run(JSON.stringify(gone.map(({ arn }) => arn)))
    })
  }
}

function parsed<Schema extends z.ZodType>(text: unknown, schema: Schema): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(String(text))).data
  } catch {
    return undefined
  }
}
