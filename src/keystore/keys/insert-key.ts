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
    .prepare('INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(keyId, description, 'Enabled', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', createdAt, materialId)
  database.prepare('INSERT INTO aliases VALUES (?, ?, ?)').run(alias.folded, alias.alias, keyId)
  const material = Secret.take(random(materialLength))
  try {
    const binding = { keyId, materialId, purpose: wrappingPurpose, createdAt }
    const { iv, sealed } = sealMaterial(material, storeKey, { binding, random })
    database
      .prepare('INSERT INTO key_materials VALUES (?, ?, ?, ?, ?, ?)')
      .run(materialId, keyId, wrappingPurpose, createdAt, iv, sealed)
  } finally {
    material.wipe()
  }
  return keyId
}
