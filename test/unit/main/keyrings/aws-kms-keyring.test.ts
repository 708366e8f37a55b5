import { beforeEach, describe, expect, it } from 'vitest'
import { AwsKmsKeyring } from '../../../../src/main/keyrings/aws-kms-keyring.ts'
import type { EncryptedDataKey } from '../../../../src/main/message/encrypted-data-key.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { codeOf } from '../message/support/whole-message.ts'
import { aesKeyring, bytesOf, fresh, rejection, unwrapOf } from './support/doors.ts'
import { aliasArn, keyArn, keyMaterialId, KmsDouble, otherArn } from './support/kms-double.ts'

const context = new Map([
  ['b', '2'],
  ['a', '1'],
  ['__proto__', 'x'],
])
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8')

/** A door as some writer might have made it. */
const door = (providerInfo: string | Uint8Array, providerId = 'aws-kms'): EncryptedDataKey => ({
  providerId: Buffer.from(providerId),
  providerInfo: Buffer.from(providerInfo),
  ciphertext: new Uint8Array(40),
})

describe('a strict AWS KMS keyring', () => {
  let kms: KmsDouble
  const keyring = (keyId: string = keyArn) => new AwsKmsKeyring({ keyId, calls: kms })

  beforeEach(() => {
    kms = new KmsDouble()
  })

  describe('wrapping', () => {
    it('F-83 lets KMS make the data key, with the whole context, and names the key that answered', async () => {
      const made = await keyring().wrap({ ...fresh, context })
      expect(kms.asked).toEqual([{ call: 'generateDataKey', keyId: keyArn, context, signal: undefined }])
      expect(made.encryptedDataKeys.length).toBe(1)
      expect(text(made.encryptedDataKeys[0]?.providerId)).toBe('aws-kms')
      expect(text(made.encryptedDataKeys[0]?.providerInfo)).toBe(keyArn)
      expect(made.keyMaterialId).toBe(keyMaterialId)
      expect(made.dataKey.length).toBe(32)
    })

    it('F-83 wraps a data key that is there already by Encrypt, and leaves it to its owner', async () => {
      const dataKey = Secret.random(32)
      const before = bytesOf(dataKey)
      const made = await keyring().wrap({ ...fresh, context, dataKey })
      expect(kms.asked.map(({ call }) => call)).toEqual(['encrypt'])
      expect(made.dataKey).toBe(dataKey)
      expect(bytesOf(dataKey)).toEqual(before)
    })

    it('F-85 to an alias names the key behind it', async () => {
      for (const keyId of [aliasArn, 'alias/media', 'a']) {
        const made = await keyring(keyId).wrap(fresh)
        expect(text(made.encryptedDataKeys[0]?.providerInfo)).toBe(keyArn)
      }
    })

    it('F-84 refuses an answer for another key, and wipes its data key', async () => {
      kms.answersAs = otherArn
      expect(await rejection(keyring().wrap(fresh))).toBe('KMS_ANSWER_INVALID')
      expect(kms.handedOut.map((dataKey) => dataKey.isWiped)).toEqual([true])
      const dataKey = Secret.random(32)
      expect(await rejection(keyring().wrap({ ...fresh, dataKey }))).toBe('KMS_ANSWER_INVALID')
      expect(dataKey.isWiped).toBe(false)
    })

    it('F-84 refuses a data key of another length, and wipes it', async () => {
      kms.length = 16
      expect(await rejection(keyring().wrap(fresh))).toBe('KMS_ANSWER_INVALID')
      expect(kms.handedOut.map((dataKey) => dataKey.isWiped)).toEqual([true])
    })

    it('fails with what KMS said', async () => {
      kms.failure = new VaultError('KEY_DISABLED', 'disabled')
      expect(await rejection(keyring().wrap(fresh))).toBe('KEY_DISABLED')
    })

    it('asks nothing once it was cancelled', async () => {
      const signal = AbortSignal.abort()
      expect(await rejection(keyring().wrap({ ...fresh, signal }))).toBe('CANCELLED')
      expect(kms.asked).toEqual([])
    })
  })

  describe('unwrapping', () => {
    it('F-83 opens its own door, whatever other doors stand around it', async () => {
      const made = await keyring().wrap({ ...fresh, context })
      const aes = await aesKeyring().wrap({ ...fresh, context })
      const [own] = made.encryptedDataKeys
      if (own === undefined) throw new Error('no door')
      const doors = [...aes.encryptedDataKeys, door(otherArn), door('branch', 'aws-kms-hierarchy'), own]
      const opened = await keyring().unwrap({ ...unwrapOf(...doors), context })
      expect(opened).toMatchObject({ opened: true, encryptedDataKey: own, keyMaterialId })
      if (opened.opened) expect(bytesOf(opened.dataKey)).toEqual(bytesOf(made.dataKey))
      expect(kms.asked.filter(({ call }) => call === 'decrypt')).toEqual([
        { call: 'decrypt', keyId: keyArn, context, signal: undefined },
      ])
    })

    it('F-83 asks nothing for doors of other keys and providers: they are not its own', async () => {
      const doors = [
        door(otherArn),
        door(keyArn, 'aws-kms-rsa'),
        door(keyArn, 'AWS-KMS'),
        door(keyArn, 'aws-kmsx'),
      ]
      expect(await keyring().unwrap(unwrapOf(...doors))).toEqual({ opened: false, tried: [] })
      expect(kms.asked).toEqual([])
    })

    it('F-85 never opens through an alias, though it encrypts through one', async () => {
      const made = await keyring(aliasArn).wrap(fresh)
      const outcome = await keyring(aliasArn).unwrap(unwrapOf(...made.encryptedDataKeys))
      expect(outcome).toEqual({ opened: false, tried: [] })
      const byAlias = await keyring(aliasArn).unwrap(unwrapOf(door(aliasArn)))
      expect(byAlias.opened).toBe(false)
      expect(kms.asked.map(({ call }) => call)).toEqual(['generateDataKey'])
    })

    it.each([
      ['an alias', aliasArn],
      ['no ARN', 'a'],
      ['nothing', ''],
      ['bytes that are no text', Uint8Array.of(0x61, 0xff)],
      ['an ARN behind a byte order mark', `\u{feff}${keyArn}`],
    ])('F-85 fails as a whole where a door says aws-kms and names %s', async (_, info) => {
      const made = await keyring().wrap(fresh)
      const outcome = await keyring().unwrap(unwrapOf(...made.encryptedDataKeys, door(info)))
      expect(outcome).toMatchObject({ opened: false, tried: [{ code: 'MESSAGE_MALFORMED' }] })
      expect(kms.asked.map(({ call }) => call)).toEqual(['generateDataKey'])
    })

    it('tries its doors in their order and gives one error for each that failed', async () => {
      const made = await keyring().wrap(fresh)
      const doors = [door(keyArn), door(keyArn), ...made.encryptedDataKeys]
      expect((await keyring().unwrap(unwrapOf(...doors))).opened).toBe(true)
      const outcome = await keyring().unwrap(unwrapOf(door(keyArn), door(keyArn)))
      expect(outcome).toMatchObject({
        opened: false,
        tried: [{ code: 'KMS_INVALID_CIPHERTEXT' }, { code: 'KMS_INVALID_CIPHERTEXT' }],
      })
    })

    it('F-84 refuses an answer for another key, and wipes it', async () => {
      const made = await keyring().wrap(fresh)
      kms.answersAs = otherArn
      const outcome = await keyring().unwrap(unwrapOf(...made.encryptedDataKeys))
      expect(outcome).toMatchObject({ opened: false, tried: [{ code: 'KMS_ANSWER_INVALID' }] })
      expect(kms.handedOut.at(-1)?.isWiped).toBe(true)
    })

    it('F-84 refuses a data key of another length, and wipes it', async () => {
      const made = await keyring().wrap(fresh)
      kms.length = 16
      const outcome = await keyring().unwrap(unwrapOf(...made.encryptedDataKeys))
      expect(outcome).toMatchObject({ opened: false, tried: [{ code: 'DATA_KEY_DAMAGED' }] })
      expect(kms.handedOut.at(-1)?.isWiped).toBe(true)
    })

    it('a context in another order is the same context; another value is not', async () => {
      const made = await keyring().wrap({ ...fresh, context })
      const request = unwrapOf(...made.encryptedDataKeys)
      const reversed = new Map([...context].toReversed())
      expect((await keyring().unwrap({ ...request, context: reversed })).opened).toBe(true)
      expect((await keyring().unwrap({ ...request, context: new Map() })).opened).toBe(false)
    })

    it('a cancellation ends it', async () => {
      const made = await keyring().wrap(fresh)
      kms.failure = new VaultError('CANCELLED', 'cancelled')
      const outcome = keyring().unwrap(unwrapOf(...made.encryptedDataKeys))
      expect(await rejection(outcome)).toBe('CANCELLED')
    })
  })

  it.each(['', 'arn:aws:s3:::bucket', 'arn:aws:kms:us-west-2:1:grant/x'])('is not made for %j', (keyId) => {
    expect(codeOf(() => keyring(keyId))).toBe('INVALID_REQUEST')
  })
})
