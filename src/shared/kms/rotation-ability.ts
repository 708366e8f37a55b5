import type { KeyRow } from '../model/key.ts'
import { factsOfSpec } from './key-specs.ts'

/** What of a key its rotation depends on. */
export type RotatingKey = Pick<
  KeyRow,
  'spec' | 'usage' | 'origin' | 'manager' | 'state' | 'customKeyStoreId' | 'multiRegionRole'
>

/**
 * Why a key does not rotate in every way. The kind of key comes first and does not change; a state does.
 * `unknown`: the service did not say what the key is.
 */
export type RotationReason =
  | 'can'
  | 'awsManaged'
  | 'asymmetric'
  | 'hmac'
  | 'customKeyStore'
  | 'imported'
  | 'replica'
  | RotationHold
  | 'unknown'

/** A state in which the key does not rotate now. */
export type RotationHold =
  'disabled' | 'pendingDeletion' | 'pendingImport' | 'unavailable' | 'creating' | 'updating'

/** KMS.md section 1. */
export interface RotationAbility {
  /** It may be set to rotate by itself now. */
  readonly automatic: boolean
  /** RotateKeyOnDemand may be asked now; imported material needs new material waiting besides. */
  readonly onDemand: boolean
  /** A successor can take its place: a new key, and the alias pointed at it. */
  readonly byHand: boolean
  readonly reason: RotationReason
}

const holds = {
  Enabled: null,
  Disabled: 'disabled',
  PendingDeletion: 'pendingDeletion',
  PendingReplicaDeletion: 'pendingDeletion',
  PendingImport: 'pendingImport',
  Unavailable: 'unavailable',
  Creating: 'creating',
  Updating: 'updating',
} as const satisfies Record<NonNullable<KeyRow['state']>, RotationHold | null>

/** How a key of AWS KMS can be rotated: by its kind first, then by its state. */
export function rotationAbility(key: RotatingKey): RotationAbility {
  const kind = kindReason(key)
  const enabled = key.state === 'Enabled'
  const reason = kind ?? (key.state === null ? 'unknown' : holds[key.state]) ?? 'can'
  return {
    automatic: kind === null && enabled,
    onDemand: (kind === null || kind === 'imported') && enabled,
    byHand: reason !== 'awsManaged' && reason !== 'replica' && reason !== 'unknown',
    reason,
  }
}

function kindReason(key: RotatingKey): RotationReason | null {
  if (key.manager === 'AWS') return 'awsManaged'
  if (key.spec === null || key.manager === null) return 'unknown'
  const kind = factsOfSpec(key.spec)?.kind
  if (kind === 'hmac') return 'hmac'
  if (kind !== 'symmetric') return 'asymmetric'
  if (key.customKeyStoreId !== null || key.origin === 'AWS_CLOUDHSM' || key.origin === 'EXTERNAL_KEY_STORE') {
    return 'customKeyStore'
  }
  if (key.multiRegionRole === 'REPLICA') return 'replica'
  return key.origin === 'EXTERNAL' ? 'imported' : null
}
