import { beforeEach, describe, expect, it } from 'vitest'
import { AwsKmsDiscoveryKeyring } from '../../../../src/main/keyrings/aws-kms-discovery-keyring.ts'
import type { AwsKmsDiscoveryKeyringOptions } from '../../../../src/main/keyrings/aws-kms-discovery-keyring.ts'
import { AwsKmsKeyring } from '../../../../src/main/keyrings/aws-kms-keyring.ts'
import type { KeyArn } from '../../../../src/main/keys/aws-kms/key-arn.ts'
import type { EncryptedDataKey } from '../../../../src/main/message/encrypted-data-key.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { codeOf } from '../message/support/whole-message.ts'
import { aesKeyring, fresh, rejection, unwrapOf } from './support/doors.ts'
import { aliasArn, keyArn, KmsDouble, mrkIn, otherArn } from './support/kms-double.ts'

const partition = 'aws'
const mine = { partition, accounts: ['111122223333'] }

describe('an AWS KMS discovery keyring', () => {
  let kms: KmsDouble
  const keyring = (options: Partial<AwsKmsDiscoveryKeyringOptions> = {}) =>
    new AwsKmsDiscoveryKeyring({ calls: kms, ...options })
  /** A door that the double wraps under this key. */
  const doorUnder = async (arn: KeyArn): Promise<EncryptedDataKey> => {
    kms.answersAs = arn
    const { encryptedDataKeys } = await new AwsKmsKeyring({ keyId: arn, calls: kms }).wrap(fresh)
    const [door] = encryptedDataKeys
    if (door === undefined) throw new Error('no door')
    kms.asked.length = 0
    return door
  }

  beforeEach(() => {
    kms = new KmsDouble()
  })

  it('F-76 asks for the key that the door names, and tells its material', async () => {
    const door = await doorUnder(otherArn)
    expect(await keyring().unwrap(unwrapOf(door))).toMatchObject({ opened: true, encryptedDataKey: door })
    expect(kms.asked).toMatchObject([{ call: 'decrypt', keyId: otherArn }])
  })

  it('F-76 never encrypts', async () => {
    expect(await rejection(keyring().wrap())).toBe('NO_DOORS_CHOSEN')
  })

  it.each([
    ['its account and partition', mine, true],
    ['one of its accounts', { partition, accounts: ['999999999999', '111122223333'] }, true],
    ['another account', { partition, accounts: ['999999999999'] }, false],
    ['another partition', { partition: 'aws-cn', accounts: ['111122223333'] }, false],
  ])('F-76 filtered by %s', async (_name, filter, opens) => {
    const outcome = await keyring({ filter }).unwrap(unwrapOf(await doorUnder(keyArn)))
    expect(outcome.opened).toBe(opens)
    if (!opens) expect(outcome).toEqual({ opened: false, tried: [] })
    expect(kms.asked).toHaveLength(opens ? 1 : 0)
  })

  it.each([
    { partition: '', accounts: ['1'] },
    { partition, accounts: [] },
    { partition, accounts: ['1', ''] },
  ])('F-76 is not made with a filter of %j', (filter) => {
    expect(codeOf(() => keyring({ filter }))).toBe('INVALID_REQUEST')
  })

  it('F-76 asks nothing for doors of other providers', async () => {
    const { encryptedDataKeys } = await aesKeyring().wrap(fresh)
    const hierarchy = { ...(await doorUnder(keyArn)), providerId: Buffer.from('aws-kms-hierarchy') }
    const outcome = await keyring().unwrap(unwrapOf(...encryptedDataKeys, hierarchy))
    expect(outcome).toEqual({ opened: false, tried: [] })
    expect(kms.asked).toEqual([])
  })

  it.each([aliasArn, 'a', ''])(
    'F-76 fails as a whole where a door says aws-kms and names %j',
    async (info) => {
      const malformed = { ...(await doorUnder(keyArn)), providerInfo: Buffer.from(info) }
      const outcome = await keyring().unwrap(unwrapOf(await doorUnder(keyArn), malformed))
      expect(outcome).toMatchObject({ opened: false, tried: [{ code: 'MESSAGE_MALFORMED' }] })
      expect(kms.asked).toEqual([])
    },
  )

  it('F-76 refuses an answer for another key, and wipes it', async () => {
    const door = await doorUnder(keyArn)
    kms.answersAs = otherArn
    const outcome = await keyring().unwrap(unwrapOf(door))
    expect(outcome).toMatchObject({ opened: false, tried: [{ code: 'KMS_ANSWER_INVALID' }] })
    expect(kms.handedOut.at(-1)?.isWiped).toBe(true)
  })

  it('F-76 goes on to the next door, and tells every refusal', async () => {
    const [one, two] = [await doorUnder(keyArn), await doorUnder(keyArn)]
    const broken = { ...one, ciphertext: new Uint8Array(3) }
    expect((await keyring().unwrap(unwrapOf(broken, two))).opened).toBe(true)
    kms.failure = new VaultError('KMS_ACCESS_DENIED', 'no')
    expect(await keyring().unwrap(unwrapOf(one, two))).toMatchObject({
      tried: [{ code: 'KMS_ACCESS_DENIED' }, { code: 'KMS_ACCESS_DENIED' }],
    })
  })

  describe('for multi-Region keys', () => {
    it('F-77 asks for the replica in its own Region', async () => {
      const door = await doorUnder(mrkIn('us-west-2'))
      kms.answersAs = mrkIn('eu-west-1')
      const outcome = await keyring({ multiRegionIn: 'eu-west-1', filter: mine }).unwrap(unwrapOf(door))
      expect(outcome.opened).toBe(true)
      expect(kms.asked).toMatchObject([{ keyId: mrkIn('eu-west-1') }])
    })

    it('F-77 refuses an answer that still names the Region of the door', async () => {
      const door = await doorUnder(mrkIn('us-west-2'))
      const outcome = await keyring({ multiRegionIn: 'eu-west-1' }).unwrap(unwrapOf(door))
      expect(outcome).toMatchObject({ opened: false, tried: [{ code: 'KMS_ANSWER_INVALID' }] })
    })

    it('F-77 asks for a single-Region key only where it is in its own Region', async () => {
      const door = await doorUnder(keyArn)
      const elsewhere = await keyring({ multiRegionIn: 'eu-west-1' }).unwrap(unwrapOf(door))
      expect(elsewhere).toEqual({ opened: false, tried: [] })
      expect(kms.asked).toEqual([])
      expect((await keyring({ multiRegionIn: 'us-west-2' }).unwrap(unwrapOf(door))).opened).toBe(true)
    })

    it('F-77 is filtered before its Region is changed', async () => {
      const door = await doorUnder(mrkIn('us-west-2'))
      const filter = { partition, accounts: ['999999999999'] }
      const outcome = await keyring({ multiRegionIn: 'eu-west-1', filter }).unwrap(unwrapOf(door))
      expect(outcome).toEqual({ opened: false, tried: [] })
    })
  })
})
