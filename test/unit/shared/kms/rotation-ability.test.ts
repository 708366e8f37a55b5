import { describe, expect, it } from 'vitest'
import { rotationAbility, type RotatingKey } from '../../../../src/shared/kms/rotation-ability.ts'

const symmetric: RotatingKey = {
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  manager: 'CUSTOMER',
  state: 'Enabled',
  customKeyStoreId: null,
  multiRegionRole: null,
}
const inCloudHsm = { origin: 'AWS_CLOUDHSM', customKeyStoreId: 'cks-1' }
const unknown = { spec: null, manager: null, state: null }
const all = ['automatic', 'onDemand', 'byHand']

describe('rotationAbility', () => {
  it.each<[Partial<RotatingKey>, reason: string, ways: readonly string[]]>([
    [{}, 'can', all],
    [{ multiRegionRole: 'PRIMARY' }, 'can', all],
    [{ multiRegionRole: 'REPLICA' }, 'replica', []],
    [{ origin: 'EXTERNAL' }, 'imported', ['onDemand', 'byHand']],
    [{ spec: 'RSA_2048' }, 'asymmetric', ['byHand']],
    [{ spec: 'ML_KEM_768' }, 'asymmetric', ['byHand']],
    [{ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }, 'hmac', ['byHand']],
    [inCloudHsm, 'customKeyStore', ['byHand']],
    [{ origin: 'EXTERNAL_KEY_STORE' }, 'customKeyStore', ['byHand']],
    [{ manager: 'AWS' }, 'awsManaged', []],
    [{ state: 'Disabled' }, 'disabled', ['byHand']],
    [{ state: 'Disabled', spec: 'RSA_2048' }, 'asymmetric', ['byHand']],
    [{ state: 'PendingDeletion' }, 'pendingDeletion', ['byHand']],
    [{ state: 'PendingImport', origin: 'EXTERNAL' }, 'imported', ['byHand']],
    [unknown, 'unknown', []],
  ])('of a symmetric key that is %j: %s', (changes, reason, ways) => {
    const { reason: given, ...ability } = rotationAbility({ ...symmetric, ...changes })
    expect(given).toBe(reason)
    expect(Object.entries(ability).flatMap(([way, can]) => (can ? [way] : []))).toEqual(ways)
  })
})
