import * as fc from 'fast-check'
import { constants, createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signEcdsaDigest } from '../../../../../src/keystore/keys/crypto/ecdsa/sign-digest.ts'
import { ecdsaDigestHolds } from '../../../../../src/keystore/keys/crypto/ecdsa/verify-digest.ts'
import { rsaDigestHolds, signRsaDigest } from '../../../../../src/keystore/keys/crypto/rsa-digest.ts'

const message = Buffer.from('a message of the sea')
const digestOf = (hash: string) => createHash(hash).update(message).digest()
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }

describe.each([
  ['P-256', 'sha256'],
  ['P-384', 'sha384'],
] as const)('ECDSA of a digest on %s', (namedCurve, hash) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  const digest = digestOf(hash)

  it('is what Node’s own verifying of the message takes', () => {
    for (let count = 0; count < 40; count += 1)
      expect(verify(hash, message, publicKey, signEcdsaDigest(privateKey, digest))).toBe(true)
  })

  it('holds where Node signed the message', () => {
    for (let count = 0; count < 5; count += 1)
      expect(ecdsaDigestHolds(publicKey, digest, sign(hash, message, privateKey))).toBe(true)
  })

  it('never signs twice with the same number', () => {
    const [one, two] = [signEcdsaDigest(privateKey, digest), signEcdsaDigest(privateKey, digest)]
    expect(Buffer.from(one).subarray(0, 34).equals(Buffer.from(two).subarray(0, 34))).toBe(false)
  })

  it('does not hold for another digest, another key or a changed signature', () => {
    const signature = signEcdsaDigest(privateKey, digest)
    const other = generateKeyPairSync('ec', { namedCurve }).publicKey
    expect(
      ecdsaDigestHolds(
        publicKey,
        digest.map((byte) => byte ^ 1),
        signature,
      ),
    ).toBe(false)
    expect(ecdsaDigestHolds(other, digest, signature)).toBe(false)
    for (const at of [0, 1, 2, 3, 10, signature.length - 1])
      expect(ecdsaDigestHolds(publicKey, digest, signature.with(at, (signature[at] ?? 0) ^ 1))).toBe(false)
  })

  it('does not hold for any other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        expect(ecdsaDigestHolds(publicKey, digest, bytes)).toBe(false)
      }),
    )
  })
})

describe.each([
  ['pss', 'sha256', pss],
  ['pss', 'sha384', pss],
  ['pss', 'sha512', pss],
  ['pkcs1', 'sha256', {}],
  ['pkcs1', 'sha384', {}],
  ['pkcs1', 'sha512', {}],
] as const)('RSA %s of a %s digest', (scheme, hash, padding) => {
  const digest = digestOf(hash)
  const algorithm = { scheme, hash }

  it('is what Node’s own verifying of the message takes', () => {
    const signature = signRsaDigest(rsa.privateKey, algorithm, digest)
    expect(verify(hash, message, { key: rsa.publicKey, ...padding }, signature)).toBe(true)
  })

  it('holds where Node signed the message, and for nothing else', () => {
    const signature = new Uint8Array(sign(hash, message, { key: rsa.privateKey, ...padding }))
    const key = createPublicKey(rsa.privateKey)
    expect(rsaDigestHolds(key, algorithm, { digest, signature })).toBe(true)
    expect(rsaDigestHolds(key, algorithm, { digest: digest.map((byte) => byte ^ 1), signature })).toBe(false)
    expect(
      rsaDigestHolds(key, algorithm, { digest, signature: signature.with(9, (signature[9] ?? 0) ^ 1) }),
    ).toBe(false)
    expect(rsaDigestHolds(key, algorithm, { digest, signature: signature.subarray(1) })).toBe(false)
    expect(rsaDigestHolds(key, algorithm, { digest, signature: new Uint8Array(256).fill(0xff) })).toBe(false)
  })
})
