import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { readStoreRow } from './read-store-row.ts'
import {
  aliasRecord,
  colleagueRecord,
  keyRecord,
  kitRecord,
  materialRecord,
  noteRecord,
  secretRecord,
  tagRecord,
  type StoreRows,
} from './store-rows.ts'

/** How the rows that belong to keys are read; `where` may name `key_id`. */
const keyRows = {
  keys: (where: string) =>
    `SELECT key_id AS keyId, description, state, spec, usage, origin, created_at AS createdAt,
      current_material_id AS currentMaterialId, deletion_date AS deletionDate,
      deletion_window_days AS deletionWindowDays, rotation_period_days AS rotationPeriodDays,
      next_rotation_at AS nextRotationAt, rules FROM keys ${where} ORDER BY created_at, key_id`,
  materials: (where: string) =>
    `SELECT material_id AS materialId, key_id AS keyId, purpose, created_at AS createdAt, state,
      rotated_at AS rotatedAt, rotation_type AS rotationType, wraps, valid_to AS validTo, description,
      public_key AS publicKey, fingerprint, iv, sealed FROM key_materials ${where} ORDER BY created_at, material_id`,
  aliases: (where: string) =>
    `SELECT folded, alias, key_id AS keyId, created_at AS createdAt, updated_at AS updatedAt FROM aliases ${where}
      ORDER BY created_at, folded`,
  tags: (where: string) => `SELECT key_id AS keyId, tag, value FROM tags ${where} ORDER BY key_id, tag`,
} as const

type RowsOfKeys = Pick<StoreRows, keyof typeof keyRows>

/** Every row of the store. Nothing in it may be believed before the MAC was checked over the same transaction. */
export function readStoreRows(database: DatabaseSync): StoreRows {
  return { ...readOtherRows(database), ...readRowsOfKeys(database, '') }
}

/** More keys than this are cheaper to read with all others. */
const mostReadAlone = 200

/**
 * The rows after a change that touched these keys, of which all others are as they were: their records stay the same
 * objects. Inside the transaction that vouches for them.
 */
export function readChangedRows(
  database: DatabaseSync,
  before: StoreRows,
  touched: ReadonlySet<string>,
): StoreRows {
  if (touched.size > mostReadAlone) return readStoreRows(database)
  const others = readOtherRows(database)
  if (touched.size === 0) return { ...before, ...others }
  const read = [...touched].map((keyId) => readRowsOfKeys(database, 'WHERE key_id = ?', keyId))
  const merge = <Row extends { readonly keyId: string }>(
    rows: readonly Row[],
    changed: readonly Row[],
    order: (row: Row) => string,
  ): readonly Row[] => {
    const kept = rows.filter(({ keyId }) => !touched.has(keyId))
    return inOrder([...kept, ...changed], order)
  }
  return {
    ...others,
    keys: merge(
      before.keys,
      read.flatMap(({ keys }) => keys),
      (row) => `${row.createdAt} ${row.keyId}`,
    ),
    materials: merge(
      before.materials,
      read.flatMap(({ materials }) => materials),
      (row) => `${row.createdAt} ${row.materialId}`,
    ),
    aliases: merge(
      before.aliases,
      read.flatMap(({ aliases }) => aliases),
      (row) => `${row.createdAt} ${row.folded}`,
    ),
    tags: merge(
      before.tags,
      read.flatMap(({ tags }) => tags),
      (row) => `${row.keyId} ${row.tag}`,
    ),
  }
}

function inOrder<Row>(rows: readonly Row[], order: (row: Row) => string): readonly Row[] {
  return rows
    .map((row) => ({ row, by: order(row) }))
    .toSorted((a, b) => (a.by < b.by ? -1 : Number(a.by > b.by)))
    .map(({ row }) => row)
}

function readAll<Row>(
  database: DatabaseSync,
  schema: z.ZodType<Row>,
  [sql, ...values]: readonly [string, ...string[]],
) {
  return z.array(schema).parse(database.prepare(sql).all(...values)) as readonly Row[]
}

function readRowsOfKeys(database: DatabaseSync, where: string, ...values: readonly string[]): RowsOfKeys {
  return {
    keys: readAll(database, keyRecord, [keyRows.keys(where), ...values]),
    materials: readAll(database, materialRecord, [keyRows.materials(where), ...values]),
    aliases: readAll(database, aliasRecord, [keyRows.aliases(where), ...values]),
    tags: readAll(database, tagRecord, [keyRows.tags(where), ...values]),
  }
}

function readOtherRows(database: DatabaseSync): Omit<StoreRows, keyof RowsOfKeys> {
  return {
    store: readStoreRow(database),
    secrets: readAll(database, secretRecord, [
      'SELECT name, purpose, created_at AS createdAt, iv, sealed FROM secrets',
    ]),
    kits: readAll(database, kitRecord, [
      `SELECT kit_id AS kitId, fingerprint, public_key AS publicKey, form, threshold, sheets, made_for AS madeFor,
        made_at AS madeAt, rehearsed_at AS rehearsedAt, revoked_at AS revokedAt FROM kits ORDER BY made_at, kit_id`,
    ]),
    colleagues: readAll(database, colleagueRecord, [
      `SELECT colleague_id AS colleagueId, name, fingerprint, public_key AS publicKey, added_at AS addedAt, compared,
        former_fingerprint AS formerFingerprint FROM colleagues ORDER BY added_at, colleague_id`,
    ]),
    notes: readAll(database, noteRecord, ['SELECT name, value FROM notes']),
  }
}
