import { beforeEach, describe, expect, it } from 'vitest'
import { AwsKmsKeyring } from '../../../../src/main/keyrings/aws-kms-keyring.ts'
import { AwsKmsOpeningKeyring, type KmsWay } from '../../../../src/main/keyrings/aws-kms-opening-keyring.ts'
import { UnreachableWays } from '../../../../src/main/keyrings/unreachable-ways.ts'
import type { EncryptedDataKey } from '../../../../src/main/message/encrypted-data-key.ts'
import { VaultError, type VaultErrorCode } from '../../../../src/shared/vault-error.ts'
import { fresh, rejection, unwrapOf } from './support/doors.ts'
import { keyArn, KmsDouble, otherArn } from './support/kms-double.ts'

/** KMS that refuses every call. */
const failing = (code: VaultErrorCode): KmsDouble => {
  const double = new KmsDouble()
  double.failure = new VaultError(code, 'no')
  return double
}

describe('opening through the connections', () => {
  let kms: KmsDouble
  let doors: readonly EncryptedDataKey[]

  beforeEach(async () => {
    kms = new KmsDouble()
    doors = (await new AwsKmsKeyring({ keyId: keyArn, calls: kms }).wrap(fresh)).encryptedDataKeys
    kms.asked.length = 0
  })

  const openWith = (ways: readonly KmsWay[]) =>
    new AwsKmsOpeningKeyring(async (arn) => (arn === keyArn ? ways : [])).unwrap(unwrapOf(...doors))

  it('asks the connection for the key that the door names', async () => {
    expect(await openWith([{ calls: kms, keyArn }])).toMatchObject({ opened: true })
    expect(kms.asked).toMatchObject([{ call: 'decrypt', keyId: keyArn }])
  })

  it('asks for the replica where the way says so', async () => {
    const replica = otherArn
    await openWith([{ calls: kms, keyArn: replica }])
    expect(kms.asked).toMatchObject([{ keyId: replica }])
  })

  it('a door whose account no connection reaches is an error that names account and Region', async () => {
    expect(await openWith([])).toMatchObject({
      opened: false,
      tried: [
        {
          code: 'KMS_ACCOUNT_UNKNOWN',
          facts: { account: '111122223333', region: 'us-west-2', arn: keyArn },
        },
      ],
    })
  })

  it('tries the next connection where this one may not or cannot', async () => {
    for (const code of ['KMS_ACCESS_DENIED', 'KMS_CREDENTIALS_EXPIRED', 'KMS_UNREACHABLE'] as const) {
      const outcome = await openWith([
        { calls: failing(code), keyArn },
        { calls: kms, keyArn },
      ])
      expect(outcome.opened).toBe(true)
    }
  })

  it('the first refusal is the one that is told', async () => {
    const outcome = await openWith([
      { calls: failing('KMS_ACCESS_DENIED'), keyArn },
      { calls: failing('KMS_UNREACHABLE'), keyArn },
    ])
    expect(outcome).toMatchObject({ opened: false, tried: [{ code: 'KMS_ACCESS_DENIED' }] })
  })

  it('F-77 a way where nobody answered is asked last for a minute, and told of first', async () => {
    let now = 0
    const lately = new UnreachableWays(() => now)
    const away = failing('KMS_UNREACHABLE')
    const ways = [
      { calls: away, keyArn },
      { calls: kms, keyArn: otherArn },
    ]
    const open = () => new AwsKmsOpeningKeyring(async () => ways, lately).unwrap(unwrapOf(...doors))
    expect(await open()).toMatchObject({ opened: true })
    expect(await open()).toMatchObject({ opened: true })
    expect([away.asked.length, kms.asked.length]).toEqual([1, 2])
    kms.failure = new VaultError('KMS_KEY_NOT_FOUND', 'no replica')
    expect(await open()).toMatchObject({ opened: false, tried: [{ code: 'KMS_UNREACHABLE' }] })
    expect([away.asked.length, kms.asked.length]).toEqual([2, 3])
    now = 60_001
    kms.failure = null
    expect(await open()).toMatchObject({ opened: true })
    expect([away.asked.length, kms.asked.length], 'its turn again').toEqual([3, 4])
  })

  it('a way that answers again is asked first again', async () => {
    const lately = new UnreachableWays(() => 0)
    const near = failing('KMS_UNREACHABLE')
    const ways = [
      { calls: near, keyArn },
      { calls: kms, keyArn },
    ]
    const open = () => new AwsKmsOpeningKeyring(async () => ways, lately).unwrap(unwrapOf(...doors))
    await open()
    kms.failure = new VaultError('KMS_ACCESS_DENIED', 'no')
    near.failure = null
    await open()
    near.asked.length = 0
    await open()
    expect(near.asked).toHaveLength(1)
  })

  it('only a way where nobody answered is asked last', async () => {
    const lately = new UnreachableWays(() => 0)
    const denied = failing('KMS_ACCESS_DENIED')
    const ways = [
      { calls: denied, keyArn },
      { calls: kms, keyArn },
    ]
    for (let time = 0; time < 2; time++) {
      await new AwsKmsOpeningKeyring(async () => ways, lately).unwrap(unwrapOf(...doors))
    }
    expect(denied.asked).toHaveLength(2)
  })

  it('what KMS says of the ciphertext itself is asked once', async () => {
    const outcome = await openWith([
      { calls: failing('KMS_INVALID_CIPHERTEXT'), keyArn },
      { calls: kms, keyArn },
    ])
    expect(outcome).toMatchObject({ opened: false, tried: [{ code: 'KMS_INVALID_CIPHERTEXT' }] })
    expect(kms.asked).toEqual([])
  })

  it('a malformed KMS door fails the whole, before anything is asked', async () => {
    const malformed = { ...doors[0], providerInfo: Buffer.from('nothing') } as EncryptedDataKey
    const keyring = new AwsKmsOpeningKeyring(async () => [{ calls: kms, keyArn }])
    const outcome = await keyring.unwrap(unwrapOf(...doors, malformed))
    expect(outcome).toMatchObject({ opened: false, tried: [{ code: 'MESSAGE_MALFORMED' }] })
    expect(kms.asked).toEqual([])
  })

  it('never encrypts', async () => {
    expect(await rejection(new AwsKmsOpeningKeyring(async () => []).wrap())).toBe('NO_DOORS_CHOSEN')
  })
})
