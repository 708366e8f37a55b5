import { constants, createPublicKey, privateDecrypt, publicEncrypt, sign, verify } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveKit } from '../../../../src/keystore/kit/kit-keys.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { kitVectors } from '../../../vectors/kit/kit-vectors.ts'

const secretOf = (bytes: Uint8Array) => Secret.take(Uint8Array.from(bytes))

describe('what a kit secret gives', () => {
  // Frozen: a sheet that was printed once has to open for ever. Computed by another program as well (Python, docs/adr/0018).
  it.each(kitVectors)('is for ever the same: $kitId', async (vector) => {
    const kit = await deriveKit(secretOf(Buffer.from(vector.secret, 'hex')))
    expect([kit.kitId, kit.fingerprint]).toEqual([vector.kitId, vector.fingerprint])
    expect(kit.backupKey.use((bytes) => Buffer.from(bytes).toString('hex'))).toBe(vector.backupKey)
  })

  it('is an RSA-3072 key that signs and opens', async () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
    await fc.assert(
      fc.asyncProperty(bytes, fc.uint8Array({ maxLength: 64 }), async (secret, message) => {
        const { privateKey, publicKey } = await deriveKit(secretOf(secret))
        const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
        expect(key.asymmetricKeyDetails).toEqual({ modulusLength: 3072, publicExponent: 65_537n })
        const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }
        const sealed = publicEncrypt({ key, ...padding }, message)
        expect(privateDecrypt({ key: privateKey, ...padding }, sealed)).toEqual(Buffer.from(message))
        expect(verify('sha256', message, key, sign('sha256', message, privateKey))).toBe(true)
      }),
      { numRuns: 4 },
    )
  })
})
