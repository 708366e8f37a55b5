import type { KMS } from '@aws-sdk/client-kms'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startKmsFake, type KmsFake } from '../../../fakes/kms/start-kms-fake.ts'
import { clientOf, refusal } from './fake-client.ts'

let fake: KmsFake
let kms: KMS
let now = 0

beforeEach(async () => {
  fake = await startKmsFake()
  kms = clientOf(fake)
  now = 0
  fake.meter.clock = () => now
})
afterEach(async () => {
  kms.destroy()
  await fake.stop()
})

const rotations = async (count: number) => {
  const { id } = fake.createKey()
  const refused = await Promise.all(
    Array.from({ length: count }, () => refusal(kms.getKeyLastUsage({ KeyId: id }))),
  )
  return refused.filter((name) => name === 'ThrottlingException').length
}

describe('request quotas of the fake', () => {
  it('lets a second’s worth through and throttles the rest, until time passes', async () => {
    fake.meter.enforced = true
    expect(await rotations(8)).toBe(3)
    now = 400
    expect(await rotations(3)).toBe(1)
    now = 1400
    expect(await rotations(5)).toBe(0)
  })

  it('counts and throttles nothing unless it is told to', async () => {
    expect(await rotations(40)).toBe(0)
    expect(fake.meter.overQuota()).toMatchObject([
      { bucket: 'GetKeyLastUsage', perSecond: 5, calls: 40, throttled: 0, mostInOneSecond: 40 },
    ])
  })

  it('counts what came within any one second', async () => {
    for (const at of [0, 500, 999, 1000, 1600, 1700, 1800]) {
      now = at
      await kms.listKeys({})
    }
    expect(fake.meter.buckets()).toMatchObject([{ bucket: 'ListKeys', calls: 7, mostInOneSecond: 5 }])
    expect(fake.meter.overQuota()).toEqual([])
  })

  it('each account and Region has its own, and symmetric cryptography shares one', async () => {
    fake.meter.enforced = true
    const other = fake.addAccessKey({ account: '444455556666' })
    expect(await rotations(5)).toBe(0)
    await clientOf(fake, 'us-east-1').listKeys({})
    await clientOf(fake, fake.region, other).listKeys({})
    const { id: KeyId } = fake.createKey()
    const { CiphertextBlob } = await kms.generateDataKey({ KeyId, KeySpec: 'AES_256' })
    await kms.decrypt({ CiphertextBlob })
    await kms.generateRandom({ NumberOfBytes: 8 })
    const rsa = fake.createKey({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' })
    await kms.sign({ KeyId: rsa.id, Message: new Uint8Array(4), SigningAlgorithm: 'ECDSA_SHA_256' })
    const counted = fake.meter
      .buckets()
      .map(({ account, region, bucket, calls }) => [account, region, bucket, calls])
    expect(counted).toEqual([
      ['111122223333', 'eu-central-1', 'GetKeyLastUsage', 5],
      ['111122223333', 'us-east-1', 'ListKeys', 1],
      ['444455556666', 'eu-central-1', 'ListKeys', 1],
      ['111122223333', 'eu-central-1', 'crypto-symmetric', 3],
      ['111122223333', 'eu-central-1', 'crypto-ecc', 1],
    ])
  })
})
