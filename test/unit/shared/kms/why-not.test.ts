import { describe, expect, it } from 'vitest'
import {
  whyNot,
  type ControlledKey,
  type KeyAction,
  type Refusal,
} from '../../../../src/shared/kms/why-not.ts'

const key: ControlledKey = {
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  manager: 'CUSTOMER',
  state: 'Enabled',
  customKeyStoreId: null,
  multiRegion: false,
  multiRegionRole: null,
}
const signing = { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' }
const imported = { origin: 'EXTERNAL' }
const primary = { multiRegion: true, multiRegionRole: 'PRIMARY' } as const
const replica = { multiRegion: true, multiRegionRole: 'REPLICA' } as const

describe('whyNot', () => {
  it.each<[KeyAction, Partial<ControlledKey>, Refusal | null]>([
    ['encrypt', {}, null],
    ['encrypt', { state: 'Disabled' }, 'disabled'],
    ['encrypt', { state: 'Updating' }, null],
    ['encrypt', signing, 'wrongUsage'],
    ['encrypt', { ownAccount: false }, null],
    ['encrypt', { state: null, usage: null, spec: null, manager: null }, null],
    ['generateDataKey', { spec: 'RSA_2048' }, 'wrongSpec'],
    ['decrypt', { state: 'PendingDeletion' }, 'pendingDeletion'],
    ['decrypt', { ...imported, state: 'PendingImport' }, 'pendingImport'],
    ['decrypt', { customKeyStoreId: 'cks-1', state: 'Unavailable' }, 'unavailable'],
    ['sign', {}, 'wrongUsage'],
    ['sign', signing, null],
    ['mac', signing, 'wrongUsage'],
    ['publicKey', {}, 'wrongSpec'],
    ['publicKey', signing, null],
    ['enable', {}, 'alreadyEnabled'],
    ['enable', { state: 'Disabled' }, null],
    ['enable', { state: 'PendingDeletion' }, 'pendingDeletion'],
    ['disable', { state: 'Disabled' }, 'alreadyDisabled'],
    ['disable', { manager: 'AWS' }, 'awsManaged'],
    ['disable', { ownAccount: false }, 'otherAccount'],
    ['scheduleDeletion', { state: 'Disabled' }, null],
    ['scheduleDeletion', { state: 'PendingReplicaDeletion' }, 'pendingDeletion'],
    ['cancelDeletion', {}, 'notPendingDeletion'],
    ['cancelDeletion', { state: 'PendingDeletion' }, null],
    ['tag', { state: 'Creating' }, 'creating'],
    ['deleteAlias', { state: 'PendingDeletion' }, null],
    ['putPolicy', { state: 'PendingDeletion' }, null],
    ['createGrant', { state: 'Disabled' }, 'disabled'],
    ['replicate', {}, 'notMultiRegion'],
    ['replicate', replica, 'notPrimary'],
    ['replicate', primary, null],
    ['changePrimary', { ...primary, state: 'Updating' }, 'updating'],
    ['rotateNow', {}, null],
    ['rotateNow', { state: 'Disabled' }, 'disabled'],
    ['rotateNow', imported, null],
    ['rotateNow', replica, 'replica'],
    ['rotateNow', signing, 'asymmetric'],
    ['setAutomaticRotation', imported, 'imported'],
    ['setAutomaticRotation', { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }, 'hmac'],
    ['setAutomaticRotation', { customKeyStoreId: 'cks-1' }, 'customKeyStore'],
    ['rotateByHand', signing, null],
    ['rotateByHand', replica, 'replica'],
    ['importMaterial', {}, 'notImported'],
    ['importMaterial', { ...imported, state: 'PendingImport' }, null],
    ['deleteMaterial', { ...imported, state: 'PendingDeletion' }, 'pendingDeletion'],
  ])('%s of a key that is %j: %s', (action, changes, refusal) => {
    expect(whyNot(action, { ...key, ...changes })).toBe(refusal)
  })
})
