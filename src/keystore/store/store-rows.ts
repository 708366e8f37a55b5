import { z } from 'zod'
import { localKeyOrigin, localKeySpec, localKeyState, localKeyUsage } from '../../shared/model/local-key.ts'
import { vaultMode } from '../../shared/model/vault.ts'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

export const storeRow = z.strictObject({
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
export const keyRecord = z.strictObject({
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
export const materialRecord = z.strictObject({
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
export const secretRecord = z.strictObject({
  name: z.string(),
  purpose: z.string(),
  createdAt: z.string(),
  iv: bytes,
  sealed: bytes,
})
export const aliasRecord = z.strictObject({
  folded: z.string(),
  alias: z.string(),
  keyId: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export const tagRecord = z.strictObject({ keyId: z.string(), tag: z.string(), value: z.string() })
export const kitRecord = z.strictObject({
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
export const colleagueRecord = z.strictObject({
  colleagueId: z.string(),
  name: z.string(),
  fingerprint: z.string(),
  publicKey: bytes,
  addedAt: z.string(),
  /** 1 where the person said that the fingerprints were compared. */
  compared: z.number().int(),
  formerFingerprint: z.string().nullable(),
})
export const noteRecord = z.strictObject({ name: z.string(), value: z.string() })

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
