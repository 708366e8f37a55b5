import type { GetKeyRotationStatusResponse } from '@aws-sdk/client-kms'
import type { KeyMaterial } from '../../../../shared/model/key-page.ts'
import type { KeyRotation, KeyRow } from '../../../../shared/model/key.ts'
import { rotationAbility, type RotationReason } from '../../../../shared/kms/rotation-ability.ts'

/** Kinds of keys that never have a rotation of their own to ask for (KMS.md section 1). */
const never: ReadonlySet<RotationReason> = new Set([
  'awsManaged',
  'asymmetric',
  'hmac',
  'customKeyStore',
  'unknown',
])

/** Whether ListKeyRotations can name several materials of this key. */
export function canHaveMaterials(row: KeyRow): boolean {
  return row.ref.service === 'aws' && !never.has(rotationAbility(row).reason)
}

/** Whether GetKeyRotationStatus says more of a key than its kind does: imported material never rotates by itself. */
export function asksRotationStatus(row: KeyRow): boolean {
  return canHaveMaterials(row) && rotationAbility(row).reason !== 'imported'
}

/** A rotation that nothing is known of but that none happens by itself. */
export const noAutomaticRotation: KeyRotation = {
  automatic: false,
  periodDays: null,
  nextAt: null,
  lastAt: null,
  materials: null,
  onDemand: null,
}

/** What GetKeyRotationStatus said, as a row has it. */
export function statusOf(status: GetKeyRotationStatusResponse): KeyRotation {
  return {
    ...noAutomaticRotation,
    automatic: status.KeyRotationEnabled ?? false,
    periodDays: status.RotationPeriodInDays ?? null,
    nextAt: status.NextRotationDate?.toISOString() ?? null,
  }
}

/** What is known of a key's materials goes on being true while the current one is still the same. */
export function withKnownMaterials(
  rotation: KeyRotation,
  known: Pick<KeyRow, 'rotation' | 'keyMaterialId'> | null,
  keyMaterialId: string | null,
): KeyRotation {
  if (known === null || known.rotation === null || known.keyMaterialId !== keyMaterialId) return rotation
  const { lastAt, materials, onDemand } = known.rotation
  return { ...rotation, lastAt, materials, onDemand }
}

/** What ListKeyRotations said, as a row has it. `materials` are all of the key. */
export function withMaterials(rotation: KeyRotation, materials: readonly KeyMaterial[]): KeyRotation {
  return {
    ...rotation,
    lastAt: materials.find(({ state }) => state === 'CURRENT')?.rotatedAt ?? null,
    materials: materials.length,
    onDemand: materials.filter(({ rotationType }) => rotationType === 'ON_DEMAND').length,
  }
}
