import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { localKeyOrigin, localKeySpec, localKeyState, localKeyUsage } from '../../shared/model/local-key.ts'
import { vaultMode } from '../../shared/model/vault.ts'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

const storeRow = z.strictObject({
  storeId: z.uuid(),
  createdAt: z.string(),
  keychain: z.string(),
  mode: vaultMode,
  scryptSalt: bytes.nullable(),
  scryptN: z.number().nullable(),
  scryptR: z.number().nullable(),
  scryptP: z.number().nullable(),
  iv: bytes,
  sealed: bytes,
  epoch: z.number().int().min(1),
  mac: bytes,
})
const keyRecord = z.strictObject({
  keyId: z.uuid(),
  description: z.string(),
  state: localKeyState,
  spec: localKeySpec,
  usage: localKeyUsage,
  origin: localKeyOrigin,
  createdAt: z.string(),
  currentMaterialId: z.string().nullable(),
  deletionDate: z.string().nullable(),
  deletionWindowDays: z.number().int().nullable(),
  rotationPeriodDays: z.number().int().nullable(),
  nextRotationAt: z.string().nullable(),
  /** JSON of `keyRules`; null = none. */
  rules: z.string().nullable(),
})
const materialRecord = z.strictObject({
  materialId: z.string(),
  keyId: z.string(),
  purpose: z.string(),
  createdAt: z.string(),
  state: z.enum(['CURRENT', 'NON_CURRENT', 'PENDING_ROTATION']),
  rotatedAt: z.string().nullable(),
  rotationType: z.enum(['AUTOMATIC', 'ON_DEMAND']).nullable(),
  /** Never below the number of encryptions made under it. */
  wraps: z.number().int().min(0),
  validTo: z.string().nullable(),
  description: z.string().nullable(),
  /** SPKI in DER; of key pairs only. */
  publicKey: bytes.nullable(),
  /**
   * Of imported material: a keyed digest, by which the same material is known again after it was deleted. Its key is a
   * named secret of the store, never derived from the store key: re-sealing gives the store a new one and keeps this.
   */
  fingerprint: bytes.nullable(),
  /** Null, as `sealed` is, where imported material was deleted or has expired. */
  iv: bytes.nullable(),
  sealed: bytes.nullable(),
})
const secretRecord = z.strictObject({
  name: z.string(),
  purpose: z.string(),
  createdAt: z.string(),
  iv: bytes,
  sealed: bytes,
})
const aliasRecord = z.strictObject({
  folded: z.string(),
  alias: z.string(),
  keyId: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
const tagRecord = z.strictObject({ keyId: z.string(), tag: z.string(), value: z.string() })
const kitRecord = z.strictObject({
  kitId: z.string(),
  fingerprint: z.string(),
  publicKey: bytes,
  form: z.enum(['plain', 'passphrase', 'shares']),
  threshold: z.number().int().nullable(),
  sheets: z.number().int(),
  madeFor: z.string(),
  madeAt: z.string(),
  rehearsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
})
const colleagueRecord = z.strictObject({
  colleagueId: z.string(),
  name: z.string(),
  fingerprint: z.string(),
  publicKey: bytes,
  addedAt: z.string(),
  /** 1 where the person said that the fingerprints were compared. */
  compared: z.number().int(),
  formerFingerprint: z.string().nullable(),
})
const noteRecord = z.strictObject({ name: z.string(), value: z.string() })

/** The one row that describes the store itself; `iv` and `sealed` are the sealed store key. */
export type StoreRow = z.infer<typeof storeRow>
export type KeyRecord = z.infer<typeof keyRecord>
export type MaterialRecord = z.infer<typeof materialRecord>
export type SecretRecord = z.infer<typeof secretRecord>
export type AliasRecord = z.infer<typeof aliasRecord>
export type TagRecord = z.infer<typeof tagRecord>
export type KitRecord = z.infer<typeof kitRecord>
export type ColleagueRecord = z.infer<typeof colleagueRecord>
export type NoteRecord = z.infer<typeof noteRecord>

export interface StoreRows {
  readonly store: StoreRow
  readonly keys: readonly KeyRecord[]
  readonly materials: readonly MaterialRecord[]
  readonly aliases: readonly AliasRecord[]
  readonly tags: readonly TagRecord[]
  readonly secrets: readonly SecretRecord[]
  readonly kits: readonly KitRecord[]
  readonly colleagues: readonly ColleagueRecord[]
  readonly notes: readonly NoteRecord[]
}

/** The store's own row. Throws where it is absent or not of this version's form. */
export function readStoreRow(database: DatabaseSync): StoreRow {
  return storeRow.parse(
    database
      .prepare(
        `SELECT store_id AS storeId, created_at AS createdAt, keychain, mode, scrypt_salt AS scryptSalt,
        scrypt_n AS scryptN, scrypt_r AS scryptR, scrypt_p AS scryptP, store_key_iv AS iv,
        store_key_sealed AS sealed, epoch, mac FROM store`,
      )
      .get(),
  )
}

const identity = storeRow.pick({ storeId: true, epoch: true })
export type StoreIdentity = z.infer<typeof identity>

/** The store's id and epoch, which every version of the tables has under the same names. */
export function readIdentity(database: DatabaseSync): StoreIdentity {
  return identity.parse(database.prepare('SELECT store_id AS storeId, epoch FROM store').get())
}

/** What tells one copy of a store from another; columns that every version of the tables has. */
const copyFacts = z.strictObject({
  storeId: z.uuid(),
  createdAt: z.string(),
  epoch: z.number().int().min(1),
  keyCount: z.number().int().min(0),
  newestKeyAt: z.string().nullable(),
})
export type CopyFacts = z.infer<typeof copyFacts>

/** Believed only after the MAC was checked. */
export function readCopyFacts(database: DatabaseSync): CopyFacts {
  return copyFacts.parse(
    database
      .prepare(
        `SELECT store_id AS storeId, created_at AS createdAt, epoch, (SELECT count(*) FROM keys) AS keyCount,
        (SELECT max(created_at) FROM keys) AS newestKeyAt FROM store`,
      )
      .get(),
  )
}

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
