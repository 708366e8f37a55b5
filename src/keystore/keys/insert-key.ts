import type { DatabaseSync } from 'node:sqlite'
import { Secret } from '../../main/secret/secret.ts'
import { sealMaterial } from '../hierarchy/key-material.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { randomKeyMaterialId, randomUuid } from '../random-ids.ts'
import type { Alias } from './alias-rules.ts'

/** What AES-256 material that wraps data keys is bound to. DESIGN.md section 3. */
export const wrappingPurpose = 'AES_256 ENCRYPT_DECRYPT'

const materialLength = 32

export interface NewKey {
  readonly alias: Alias
  readonly description: string
  /** ISO 8601. */
  readonly createdAt: string
}

export interface InsertKeyOptions {
  readonly storeKey: Secret
  readonly random: RandomBytes
}

/** Makes a key with fresh AES-256 material, sealed, and its alias. Inside `changeStore`. Returns the key's id. */
export function insertKey(
  database: DatabaseSync,
  { alias, description, createdAt }: NewKey,
  { storeKey, random }: InsertKeyOptions,
): string {
  const keyId = randomUuid(random)
  const materialId = randomKeyMaterialId(random)
  database
    .prepare(
      `INSERT INTO keys (key_id, description, state, spec, usage, origin, created_at, current_material_id)
        VALUES (?, ?, 'Enabled', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'AWS_KMS', ?, ?)`,
    )
    .run(keyId, description, createdAt, materialId)
  database
    .prepare('INSERT INTO aliases VALUES (?, ?, ?, ?, ?)')
    .run(alias.folded, alias.alias, keyId, createdAt, createdAt)
  const material = Secret.take(random(materialLength))
  try {
    const binding = { keyId, materialId, purpose: wrappingPurpose, createdAt }
    const { iv, sealed } = sealMaterial(material, storeKey, { binding, random })
    database
      .prepare(
        `INSERT INTO key_materials (material_id, key_id, purpose, created_at, state, wraps, iv, sealed)
          VALUES (?, ?, ?, ?, 'CURRENT', 0, ?, ?)`,
      )
      .run(materialId, keyId, wrappingPurpose, createdAt, iv, sealed)
  } finally {
    material.wipe()
  }
  return keyId
}
