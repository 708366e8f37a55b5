import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

const storeRow = z.strictObject({
  storeId: z.uuid(),
  createdAt: z.string(),
  keychain: z.string(),
  mode: z.literal('keychain'),
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
  state: z.enum(['Enabled', 'Disabled', 'PendingDeletion']),
  spec: z.literal('SYMMETRIC_DEFAULT'),
  usage: z.literal('ENCRYPT_DECRYPT'),
  createdAt: z.string(),
  currentMaterialId: z.string(),
})
const materialRecord = z.strictObject({
  materialId: z.string(),
  keyId: z.string(),
  purpose: z.string(),
  createdAt: z.string(),
  iv: bytes,
  sealed: bytes,
})
const secretRecord = z.strictObject({
  name: z.string(),
  purpose: z.string(),
  createdAt: z.string(),
  iv: bytes,
  sealed: bytes,
})
const aliasRecord = z.strictObject({ folded: z.string(), alias: z.string(), keyId: z.string() })

/** The one row that describes the store itself; `iv` and `sealed` are the sealed store key. */
export type StoreRow = z.infer<typeof storeRow>
export type KeyRecord = z.infer<typeof keyRecord>
export type MaterialRecord = z.infer<typeof materialRecord>
export type SecretRecord = z.infer<typeof secretRecord>
export type AliasRecord = z.infer<typeof aliasRecord>

export interface StoreRows {
  readonly store: StoreRow
  readonly keys: readonly KeyRecord[]
  readonly materials: readonly MaterialRecord[]
  readonly aliases: readonly AliasRecord[]
  readonly secrets: readonly SecretRecord[]
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
  return {
    store: readStoreRow(database),
    keys: z.array(keyRecord).parse(
      database
        .prepare(
          `SELECT key_id AS keyId, description, state, spec, usage, created_at AS createdAt,
            current_material_id AS currentMaterialId FROM keys ORDER BY created_at, key_id`,
        )
        .all(),
    ),
    materials: z.array(materialRecord).parse(
      database
        .prepare(
          `SELECT material_id AS materialId, key_id AS keyId, purpose, created_at AS createdAt, iv, sealed
            FROM key_materials`,
        )
        .all(),
    ),
    aliases: z
      .array(aliasRecord)
      .parse(database.prepare('SELECT folded, alias, key_id AS keyId FROM aliases').all()),
    secrets: z
      .array(secretRecord)
      .parse(
        database.prepare('SELECT name, purpose, created_at AS createdAt, iv, sealed FROM secrets').all(),
      ),
  }
}
