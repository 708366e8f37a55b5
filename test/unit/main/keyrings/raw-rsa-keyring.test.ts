import { constants, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { RawRsaKeyring } from '../../../../src/main/keyrings/raw-rsa/raw-rsa-keyring.ts'
import type { RsaPadding } from '../../../../src/main/keyrings/raw-rsa/raw-rsa-keyring.ts'
import type { EncryptedDataKey } from '../../../../src/main/message/encrypted-data-key.ts'
import { codeOf } from '../message/support/whole-message.ts'
import { bytesOf, rejection, unwrapOf } from './support/doors.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const text = new TextEncoder()
const dataKey = randomBytes(32)
const paddings: readonly RsaPadding[] = ['pkcs1', 'oaep-sha1', 'oaep-sha256', 'oaep-sha384', 'oaep-sha512']
const keyring = (padding: RsaPadding, name = 'name') =>
  new RawRsaKeyring({ namespace: 'ns', name, privateKey, padding })
const door = (padding: RsaPadding, bytes = dataKey): EncryptedDataKey => {
  const options =
    padding === 'pkcs1'
      ? { padding: constants.RSA_PKCS1_PADDING }
      : { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: padding.slice(5) }
  const ciphertext = publicEncrypt({ key: publicKey, ...options }, bytes)
  return { providerId: text.encode('ns'), providerInfo: text.encode('name'), ciphertext }
}

describe('the raw RSA keyring', () => {
  it.each(paddings)('F-58 opens a door with padding %s', async (padding) => {
    const outcome = await keyring(padding).unwrap(unwrapOf(door(padding)))
    expect(outcome.opened && bytesOf(outcome.dataKey)).toEqual(dataKey)
  })

  it('F-58 does not open one made with another padding, and goes on to the next', async () => {
    const outcome = await keyring('oaep-sha256').unwrap(unwrapOf(door('oaep-sha1')))
    expect(outcome.opened ? [] : outcome.tried.map((error) => error.code)).toEqual(['DATA_KEY_DAMAGED'])
    expect(
      (await keyring('oaep-sha256').unwrap(unwrapOf(door('oaep-sha1'), door('oaep-sha256')))).opened,
    ).toBe(true)
  })

  it('F-59 knows its doors by namespace and whole name', async () => {
    const other = await keyring('oaep-sha256', 'nam').unwrap(unwrapOf(door('oaep-sha256')))
    expect(other).toEqual({ opened: false, tried: [] })
  })

  it('F-56 takes no namespace of AWS KMS', () => {
    const options = { name: 'name', privateKey, padding: 'oaep-sha256' } as const
    for (const namespace of ['aws-kms', 'aws-kms-rsa']) {
      expect(codeOf(() => new RawRsaKeyring({ ...options, namespace }))).toBe('INVALID_REQUEST')
    }
  })

  it('F-52 does not open with a data key of another length', async () => {
    const outcome = await keyring('oaep-sha256').unwrap(unwrapOf(door('oaep-sha256', dataKey.subarray(16))))
    expect(outcome.opened ? [] : outcome.tried.map((error) => error.code)).toEqual(['DATA_KEY_DAMAGED'])
  })

  it('F-59 makes no doors from a private key', async () => {
    expect(await rejection(keyring('oaep-sha256').wrap())).toBe('KEY_USAGE_INVALID')
  })
})
