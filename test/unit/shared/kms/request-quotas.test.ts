import { describe, expect, it } from 'vitest'
import { accountOperations, keyOperations } from '../../../../src/shared/kms/kms-operation.ts'
import { quotaOf } from '../../../../src/shared/kms/request-quotas.ts'

describe('quotaOf', () => {
  it('gives every operation a quota of at least one call a second', () => {
    for (const operation of [...keyOperations, ...accountOperations]) {
      expect(quotaOf(operation, 'eu-central-1').perSecond, operation).toBeGreaterThanOrEqual(1)
    }
  })

  it.each([
    ['us-east-1', 100_000],
    ['eu-central-1', 20_000],
    ['eu-north-1', 10_000],
  ])('lets symmetric cryptography in %s share %i calls', (region, perSecond) => {
    const shared = { bucket: 'crypto-symmetric', perSecond }
    for (const operation of [
      'Encrypt',
      'Decrypt',
      'ReEncrypt',
      'GenerateDataKey',
      'GenerateRandom',
    ] as const) {
      expect(quotaOf(operation, region)).toEqual(shared)
    }
    expect(quotaOf('GenerateMac', region, 'HMAC_256')).toEqual(shared)
  })

  it('keeps RSA, curves and ML-DSA apart, 1,000 each', () => {
    const buckets = ['RSA_4096', 'ECC_NIST_P256', 'SM2', 'ML_DSA_65'].map((spec) =>
      quotaOf('Sign', 'eu-central-1', spec),
    )
    expect(buckets.map(({ bucket }) => bucket)).toEqual([
      'crypto-rsa',
      'crypto-ecc',
      'crypto-ecc',
      'crypto-ml-dsa',
    ])
    expect(buckets.every(({ perSecond }) => perSecond === 1000)).toBe(true)
  })

  it.each([
    ['ListKeys', 500],
    ['DescribeKey', 2000],
    ['GetKeyRotationStatus', 1000],
    ['ListKeyRotations', 100],
    ['GetKeyLastUsage', 5],
    ['PutKeyPolicy', 15],
    ['GetParametersForImport', 1],
  ] as const)('gives %s its own bucket of %i', (operation, perSecond) => {
    expect(quotaOf(operation, 'us-east-1')).toEqual({ bucket: operation, perSecond })
  })
})
