import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { wrapKeyMaterial } from '../../../../../../src/main/keys/aws-kms/import/wrap-key-material.ts'
import { Secret } from '../../../../../../src/main/secret/secret.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const der = publicKey.export({ type: 'spki', format: 'der' })
const oaep = { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }

const wrap = (bytes: Uint8Array, wrapping: 'RSAES_OAEP_SHA_256' | 'RSA_AES_KEY_WRAP_SHA_256', key = der) =>
  wrapKeyMaterial(Secret.take(Uint8Array.from(bytes)), key, { wrapping, wrappingSpec: 'RSA_2048' })

/** As KMS takes it apart: CKM_RSA_AES_KEY_WRAP, by OpenSSL's own AES key wrap with padding. */
function unwrapBoth(both: Uint8Array): Buffer {
  const wrappingKey = privateDecrypt(oaep, both.subarray(0, 256))
  const decipher = createDecipheriv('id-aes256-wrap-pad', wrappingKey, Buffer.from('a65959a6', 'hex'))
  return Buffer.concat([decipher.update(both.subarray(256)), decipher.final()])
}

describe('wrapping key material', () => {
  it('by RSAES_OAEP_SHA_256 is opened by the private key', () => {
    const material = randomBytes(32)
    expect(privateDecrypt(oaep, wrap(material, 'RSAES_OAEP_SHA_256'))).toStrictEqual(material)
  })

  it('by RSA_AES_KEY_WRAP_SHA_256 is opened by the AES key inside, of any length', () => {
    for (const length of [8, 32, 190, 191, 1217, 2375]) {
      const material = randomBytes(length)
      expect(unwrapBoth(wrap(material, 'RSA_AES_KEY_WRAP_SHA_256'))).toStrictEqual(material)
    }
  })

  it('uses another AES key each time', () => {
    const material = randomBytes(32)
    const keys = [1, 2].map(() =>
      privateDecrypt(oaep, wrap(material, 'RSA_AES_KEY_WRAP_SHA_256').subarray(0, 256)),
    )
    expect(keys[0]).not.toStrictEqual(keys[1])
  })

  it('by RSAES_OAEP_SHA_256 takes what fits the modulus and no more', () => {
    expect(wrap(randomBytes(190), 'RSAES_OAEP_SHA_256')).toHaveLength(256)
    expect(() => wrap(randomBytes(191), 'RSAES_OAEP_SHA_256')).toThrow(
      expect.objectContaining({
        code: 'KEY_MATERIAL_INVALID',
        facts: expect.objectContaining({ limit: 190 }),
      }),
    )
  })

  it('refuses a public key of another kind or length', () => {
    const others = [
      generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      generateKeyPairSync('rsa', { modulusLength: 3072 }),
    ].map((pair) => pair.publicKey.export({ type: 'spki', format: 'der' }))
    for (const key of [...others, Buffer.from('nothing')]) {
      expect(() => wrap(randomBytes(32), 'RSAES_OAEP_SHA_256', key)).toThrow(
        expect.objectContaining({ code: 'KMS_ANSWER_INVALID' }),
      )
    }
  })
})
