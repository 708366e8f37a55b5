import type { KeyRow } from '../model/key.ts'
import type { KeyUsage } from './key-specs.ts'
import type { KeyOperation } from './kms-operation.ts'
import { factsOfSpec } from './key-specs.ts'
import { keyStateTable } from './key-states.ts'
import { rotationAbility, type RotatingKey, type RotationReason } from './rotation-ability.ts'

/** What of a key its controls depend on. */
export type ControlledKey = RotatingKey &
  Pick<KeyRow, 'multiRegion'> & {
    /** False where it belongs to another account than the credentials; left out where that is not known. */
    readonly ownAccount?: boolean | undefined
  }

/** Each control of a key's page, by the operation of KMS that it calls. */
const operations = {
  encrypt: 'Encrypt',
  decrypt: 'Decrypt',
  reEncrypt: 'ReEncrypt',
  generateDataKey: 'GenerateDataKey',
  sign: 'Sign',
  verify: 'Verify',
  mac: 'GenerateMac',
  verifyMac: 'VerifyMac',
  publicKey: 'GetPublicKey',
  enable: 'EnableKey',
  disable: 'DisableKey',
  scheduleDeletion: 'ScheduleKeyDeletion',
  cancelDeletion: 'CancelKeyDeletion',
  setDescription: 'UpdateKeyDescription',
  createAlias: 'CreateAlias',
  retargetAlias: 'UpdateAlias',
  deleteAlias: 'DeleteAlias',
  tag: 'TagResource',
  untag: 'UntagResource',
  putPolicy: 'PutKeyPolicy',
  createGrant: 'CreateGrant',
  retireGrant: 'RetireGrant',
  revokeGrant: 'RevokeGrant',
  replicate: 'ReplicateKey',
  changePrimary: 'UpdatePrimaryRegion',
  rotateNow: 'RotateKeyOnDemand',
  setAutomaticRotation: 'EnableKeyRotation',
  /** A successor takes its place; nothing is asked of this key itself. */
  rotateByHand: null,
  importMaterial: 'ImportKeyMaterial',
  deleteMaterial: 'DeleteImportedKeyMaterial',
} as const satisfies Record<string, KeyOperation | null>

export type KeyAction = keyof typeof operations

/** The permission that a control needs, such as `kms:PutKeyPolicy`; null where it asks nothing of the key. */
export function permissionFor(action: KeyAction): string | null {
  const operation = operations[action]
  if (operation === null) return null
  return operation === 'ReEncrypt' ? 'kms:ReEncryptFrom' : `kms:${operation}`
}

/** Why a control cannot be used. */
export type Refusal =
  | 'awsManaged'
  | 'otherAccount'
  | 'wrongUsage'
  | 'wrongSpec'
  | 'asymmetric'
  | 'hmac'
  | 'customKeyStore'
  | 'imported'
  | 'notImported'
  | 'notMultiRegion'
  | 'notPrimary'
  | 'replica'
  | 'alreadyEnabled'
  | 'alreadyDisabled'
  | 'notPendingDeletion'
  | 'disabled'
  | 'pendingDeletion'
  | 'pendingImport'
  | 'unavailable'
  | 'creating'
  | 'updating'

const usageFor: Partial<Record<KeyAction, KeyUsage>> = {
  encrypt: 'ENCRYPT_DECRYPT',
  decrypt: 'ENCRYPT_DECRYPT',
  reEncrypt: 'ENCRYPT_DECRYPT',
  generateDataKey: 'ENCRYPT_DECRYPT',
  sign: 'SIGN_VERIFY',
  verify: 'SIGN_VERIFY',
  mac: 'GENERATE_VERIFY_MAC',
  verifyMac: 'GENERATE_VERIFY_MAC',
}

/** What other accounts may do where a policy lets them. The model's words "cross-account use". */
const crossAccount: ReadonlySet<KeyAction> = new Set([
  'encrypt',
  'decrypt',
  'reEncrypt',
  'generateDataKey',
  'sign',
  'verify',
  'mac',
  'verifyMac',
  'publicKey',
  'createGrant',
  'retireGrant',
  'revokeGrant',
])

const stateRefusals = {
  Enabled: null,
  Disabled: 'disabled',
  PendingDeletion: 'pendingDeletion',
  PendingReplicaDeletion: 'pendingDeletion',
  PendingImport: 'pendingImport',
  Unavailable: 'unavailable',
  Creating: 'creating',
  Updating: 'updating',
} as const satisfies Record<NonNullable<KeyRow['state']>, Refusal | null>

/**
 * Why an action on a key of AWS KMS cannot work, as far as the key itself tells, or null. What is not known of the key
 * refuses nothing: KMS will say. Keys that AWS manages are for viewing only. Permissions are another matter.
 */
export function whyNot(action: KeyAction, key: ControlledKey): Refusal | null {
  if (key.manager === 'AWS') return 'awsManaged'
  if (key.ownAccount === false && !crossAccount.has(action)) return 'otherAccount'
  return kindRefusal(action, key) ?? stateRefusal(action, key)
}

function kindRefusal(action: KeyAction, key: ControlledKey): Refusal | null {
  const usage = usageFor[action]
  if (usage !== undefined && key.usage !== null && key.usage !== usage) return 'wrongUsage'
  const kind = factsOfSpec(key.spec)?.kind
  if (action === 'generateDataKey' && kind !== undefined && kind !== 'symmetric') return 'wrongSpec'
  if (action === 'publicKey' && (kind === 'symmetric' || kind === 'hmac')) return 'wrongSpec'
  if (action === 'importMaterial' || action === 'deleteMaterial') {
    return key.origin === null || key.origin === 'EXTERNAL' ? null : 'notImported'
  }
  if (action === 'replicate' || action === 'changePrimary') {
    if (!key.multiRegion) return 'notMultiRegion'
    return key.multiRegionRole === 'REPLICA' ? 'notPrimary' : null
  }
  return rotationRefusal(action, key)
}

/** Of a rotation only what the key's kind forbids: its state is asked for after it. */
function rotationRefusal(action: KeyAction, key: ControlledKey): Refusal | null {
  const { reason } = rotationAbility(key)
  if (action === 'rotateByHand') return reason === 'replica' ? 'replica' : null
  if (action !== 'rotateNow' && action !== 'setAutomaticRotation') return null
  if (reason === 'imported') return action === 'rotateNow' ? null : 'imported'
  return forbidsByKind.has(reason) ? (reason as Refusal) : null
}

const forbidsByKind: ReadonlySet<RotationReason> = new Set([
  'asymmetric',
  'hmac',
  'customKeyStore',
  'replica',
])

function stateRefusal(action: KeyAction, { state }: ControlledKey): Refusal | null {
  if (action === 'enable' && state === 'Enabled') return 'alreadyEnabled'
  if (action === 'disable' && state === 'Disabled') return 'alreadyDisabled'
  const operation = operations[action]
  if (operation === null || state === null || keyStateTable[operation][state] === 'ok') return null
  return action === 'cancelDeletion' ? 'notPendingDeletion' : stateRefusals[state]
}
