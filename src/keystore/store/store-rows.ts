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

/** Every row of the store. Nothing in it may be believed before the MAC was checked over the same transaction. */
export function readStoreRows(database: DatabaseSync): StoreRows {
  const read = <Row>(schema: z.ZodType<Row>, sql: string): readonly Row[] =>
    z.array(schema).parse(database.prepare(sql).all())
  return {
    store: readStoreRow(database),
    keys: read(
      keyRecord,
      `SELECT key_id AS keyId, description, state, spec, usage, origin, created_at AS createdAt,
        current_material_id AS currentMaterialId, deletion_date AS deletionDate,
        deletion_window_days AS deletionWindowDays, rotation_period_days AS rotationPeriodDays,
        next_rotation_at AS nextRotationAt, rules FROM keys ORDER BY created_at, key_id`,
    ),
    materials: read(
      materialRecord,
      `SELECT material_id AS materialId, key_id AS keyId, purpose, created_at AS createdAt, state,
        rotated_at AS rotatedAt, rotation_type AS rotationType, wraps, valid_to AS validTo, description,
        public_key AS publicKey, fingerprint, iv, sealed FROM key_materials ORDER BY created_at, material_id`,
    ),
    aliases: read(
      aliasRecord,
      `SELECT folded, alias, key_id AS keyId, created_at AS createdAt, updated_at AS updatedAt FROM aliases
        ORDER BY created_at, folded`,
    ),
    tags: read(tagRecord, 'SELECT key_id AS keyId, tag, value FROM tags'),
    secrets: read(secretRecord, 'SELECT name, purpose, created_at AS createdAt, iv, sealed FROM secrets'),
    kits: read(
      kitRecord,
      `SELECT kit_id AS kitId, fingerprint, public_key AS publicKey, form, threshold, sheets, made_for AS madeFor,
        made_at AS madeAt, rehearsed_at AS rehearsedAt, revoked_at AS revokedAt FROM kits ORDER BY made_at, kit_id`,
    ),
    colleagues: read(
      colleagueRecord,
      `SELECT colleague_id AS colleagueId, name, fingerprint, public_key AS publicKey, added_at AS addedAt, compared,
        former_fingerprint AS formerFingerprint FROM colleagues ORDER BY added_at, colleague_id`,
    ),
    notes: read(noteRecord, 'SELECT name, value FROM notes'),
  }
}
