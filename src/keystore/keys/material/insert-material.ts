import type { DatabaseSync } from 'node:sqlite'
import type { Secret } from '../../../main/secret/secret.ts'
import { materialPurpose, sealMaterial } from '../../hierarchy/key-material.ts'
import type { RandomBytes } from '../../random-bytes.ts'
import { randomKeyMaterialId } from '../../random-ids.ts'
import type { KeyRecord, MaterialRecord } from '../../store/store-rows.ts'
import type { NewMaterial } from './new-material.ts'

/** What a new row of key material says. The facts that are left out are null. */
export interface MaterialFacts extends Partial<
  Pick<MaterialRecord, 'rotatedAt' | 'rotationType' | 'validTo' | 'description' | 'fingerprint'>
> {
  readonly state: MaterialRecord['state']
  /** ISO 8601. */
  readonly createdAt: string
  readonly wraps: number
}

/** What sealing needs of the store. */
export interface Sealing {
  readonly storeKey: Secret
  readonly random: RandomBytes
}

/** Seals material under an id of its own. Inside a change of the store. The material stays the caller's to wipe. */
export function insertMaterial(
  database: DatabaseSync,
  { key, material, facts }: InsertedMaterial,
  { storeKey, random }: Sealing,
): string {
  const materialId = randomKeyMaterialId(random)
  const purpose = materialPurpose(key)
  const { createdAt, state, wraps } = facts
  const binding = { keyId: key.keyId, materialId, purpose, createdAt }
  const { iv, sealed } = sealMaterial(material.secret, storeKey, { binding, random })
  const {
    rotatedAt = null,
    rotationType = null,
    validTo = null,
    description = null,
    fingerprint = null,
  } = facts
  database
    .prepare(
      `INSERT INTO key_materials (material_id, key_id, purpose, created_at, state, rotated_at, rotation_type, wraps,
        valid_to, description, public_key, fingerprint, iv, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      materialId,
      key.keyId,
      purpose,
      createdAt,
      state,
      rotatedAt,
      rotationType,
      wraps,
      validTo,
      description,
      material.publicKey,
      fingerprint,
      iv,
      sealed,
    )
  return materialId
}

interface InsertedMaterial {
  readonly key: Pick<KeyRecord, 'keyId' | 'spec' | 'usage'>
  readonly material: NewMaterial
  readonly facts: MaterialFacts
}
