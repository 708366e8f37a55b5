import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkKeyMaterial,
  materialLength,
} from '../../../../../../src/main/keys/aws-kms/import/check-key-material.ts'
import { pkcs8KindOf } from '../../../../../../src/shared/kms/pkcs8.ts'
import { Secret } from '../../../../../../src/main/secret/secret.ts'

const derOf = ({ privateKey }: { privateKey: KeyObject }) =>
  privateKey.export({ type: 'pkcs8', format: 'der' })
const rsa = derOf(generateKeyPairSync('rsa', { modulusLength: 2048 }))
const p256 = derOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }))

const check =
  (bytes: Uint8Array, spec: string, region = 'eu-central-1') =>
  () =>
    checkKeyMaterial(Secret.take(Uint8Array.from(bytes)), spec, region)
const invalid = (facts: object) =>
  expect.objectContaining({ code: 'KEY_MATERIAL_INVALID', facts: expect.objectContaining(facts) })

describe('key material of random bytes', () => {
  it.each([
    ['SYMMETRIC_DEFAULT', 32],
    ['HMAC_224', 28],
    ['HMAC_256', 32],
    ['HMAC_384', 48],
    ['HMAC_512', 64],
  ])('of %s has %i bytes', (spec, length) => {
    expect(materialLength(spec, 'eu-central-1')).toBe(length)
    expect(check(randomBytes(length), spec)).not.toThrow()
    expect(check(randomBytes(length + 1), spec)).toThrow(invalid({ reason: 'length', needs: length }))
  })

  it('of a symmetric key in China has the 16 bytes of SM4', () => {
    expect(check(randomBytes(16), 'SYMMETRIC_DEFAULT', 'cn-north-1')).not.toThrow()
  })
})

describe('a private key', () => {
  it.each([
    ['RSA 2048', rsa, { kind: 'rsa', bits: 2048 }],
    ['RSA 3072', derOf(generateKeyPairSync('rsa', { modulusLength: 3072 })), { kind: 'rsa', bits: 3072 }],
    ['P-256', p256, { kind: 'ec', curve: 'P-256' }],
    ['P-521', derOf(generateKeyPairSync('ec', { namedCurve: 'P-521' })), { kind: 'ec', curve: 'P-521' }],
    [
      'secp256k1',
      derOf(generateKeyPairSync('ec', { namedCurve: 'secp256k1' })),
      { kind: 'ec', curve: 'SECG P-256K1' },
    ],
    ['Ed25519', derOf(generateKeyPairSync('ed25519')), { kind: 'other', algorithm: 'Ed25519' }],
    ['X25519', derOf(generateKeyPairSync('x25519')), { kind: 'other', algorithm: 'unknown' }],
  ])('of %s is told by its PKCS #8', (_name, der, kind) => {
    expect(pkcs8KindOf(der)).toStrictEqual(kind)
  })

  it('must be of the key’s own kind', () => {
    expect(check(rsa, 'RSA_2048')).not.toThrow()
    expect(check(rsa, 'RSA_4096')).toThrow(invalid({ reason: 'otherKind', holds: 'RSA 2048' }))
    expect(check(p256, 'ECC_NIST_P384')).toThrow(invalid({ reason: 'otherKind', holds: 'P-256' }))
  })

  it.each([
    ['PEM', Buffer.from('-----BEGIN PRIVATE KEY-----\n')],
    [
      'PKCS #1',
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'der' }),
    ],
    [
      'a public key',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' }),
    ],
    ['half of one', rsa.subarray(0, 600)],
    ['one with more behind it', Buffer.concat([rsa, Buffer.from([0])])],
    ['nothing', Buffer.alloc(0)],
  ])('is not %s', (_name, bytes) => {
    expect(check(bytes, 'RSA_2048')).toThrow(invalid({ reason: 'notPkcs8' }))
  })

  it('that was cut or changed anywhere is read without a throw', () => {
    const damaged = fc.tuple(fc.nat(rsa.length - 1), fc.integer({ min: 0, max: 255 }), fc.nat(rsa.length))
    fc.assert(
      fc.property(damaged, ([at, byte, length]) => {
        const bytes = Uint8Array.from(rsa)
        bytes[at] = byte
        expect(() => pkcs8KindOf(bytes.subarray(0, length))).not.toThrow()
      }),
    )
  })
})
