import { expect, it } from 'vitest'
import { quotaOf } from '../../../../../../src/shared/kms/request-quotas.ts'
import { keyOperations } from '../../../../../../src/shared/kms/kms-operation.ts'
import { RequestPaces, shareOf } from '../../../../../../src/main/keys/aws-kms/pace/request-paces.ts'
import { specOfAlgorithm } from '../../../../../../src/main/keys/aws-kms/pace/spec-of-algorithm.ts'
import { FakePaceClock } from '../../../../../support/fake-pace-clock.ts'

const scope = { payer: '111122223333', region: 'eu-central-1', endpoint: null }

/** Takes as many tokens as there are within a second; gives how many. */
async function within(clock: FakePaceClock, takes: readonly (() => Promise<void>)[]): Promise<number> {
  let given = 0
  for (const take of takes) void take().then(() => (given += 1))
  await clock.pass(1000)
  return given
}

const many = <Each>(each: Each) => Array.from({ length: 100 }, () => each)

it('half of each quota and a quarter of cryptography is used, and never more than a custom key store takes', () => {
  for (const operation of keyOperations) {
    for (const spec of [null, 'RSA_2048']) {
      const quota = quotaOf(operation, 'us-east-1', spec)
      expect(shareOf(quota) / quota.perSecond).toBeLessThanOrEqual(
        quota.bucket.startsWith('crypto') ? 0.25 : 0.5,
      )
    }
  }
  expect(shareOf(quotaOf('Decrypt', 'us-east-1'))).toBe(900)
})

it('operations of one bucket and sessions of one account share a pace; other Regions and servers have their own', async () => {
  const clock = new FakePaceClock()
  const paces = new RequestPaces(clock)
  const list = () => paces.take(scope, { operation: 'ListKeyRotations' })
  expect(await within(clock, [...many(list), ...many(list)])).toBeLessThanOrEqual(55)
  const elsewhere = { ...scope, region: 'eu-west-1' }
  const emulator = { ...scope, endpoint: 'http://localhost:1' }
  for (const other of [elsewhere, emulator]) {
    const given = await within(
      clock,
      many(() => paces.take(other, { operation: 'ListKeyRotations' })),
    )
    expect(given).toBeGreaterThan(45)
  }
})

it('an operation that no table knows goes as slowly as a change', async () => {
  const clock = new FakePaceClock()
  const paces = new RequestPaces(clock)
  const unknown = () => paces.take(scope, { operation: 'SomethingNew' })
  expect(
    await within(
      clock,
      Array.from({ length: 20 }, () => unknown),
    ),
  ).toBeLessThanOrEqual(4)
})

it('says which pace AWS slowed down and to what, until it recovered', async () => {
  const clock = new FakePaceClock()
  const paces = new RequestPaces(clock)
  expect(paces.slowed(scope)).toBeNull()
  paces.refused(scope, { operation: 'DescribeKey' })
  paces.refused(scope, { operation: 'ListKeyRotations' })
  expect(paces.slowed(scope)).toEqual({ bucket: 'ListKeyRotations', perSecond: 25 })
  expect(paces.slowed({ ...scope, region: 'eu-west-1' })).toBeNull()
  await clock.pass(60_000)
  expect(paces.slowed(scope)).toBeNull()
})

it.each([
  [{ SigningAlgorithm: 'RSASSA_PSS_SHA_256' }, 'crypto-rsa'],
  [{ EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }, 'crypto-rsa'],
  [{ SigningAlgorithm: 'ECDSA_SHA_256' }, 'crypto-ecc'],
  [{ SigningAlgorithm: 'ED25519_SHA_512' }, 'crypto-ecc'],
  [{ SigningAlgorithm: 'SM2DSA' }, 'crypto-ecc'],
  [{ SigningAlgorithm: 'ML_DSA_SHAKE_256' }, 'crypto-ml-dsa'],
  [{ EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }, 'crypto-symmetric'],
  [{}, 'crypto-symmetric'],
])('%o counts towards %s', (input, bucket) => {
  expect(quotaOf('Decrypt', 'eu-central-1', specOfAlgorithm(input)).bucket).toBe(bucket)
})
