import { constants, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { KeyBench } from '../../support/key-bench.ts'

// The two longer moduli, whose key pairs take seconds to make. KMS.md section 2.

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

const context: [string, string][] = []

it.each([
  ['RSA_3072', 384, 318, 342],
  ['RSA_4096', 512, 446, 470],
] as const)('%s takes what OAEP leaves of its modulus, and opens it', async (spec, bytes, sha256, sha1) => {
  const { keyId } = await keys.newKey({ spec, usage: 'ENCRYPT_DECRYPT' })
  for (const [algorithm, most] of [
    ['RSAES_OAEP_SHA_256', sha256],
    ['RSAES_OAEP_SHA_1', sha1],
  ] as const) {
    const side = { keyId, algorithm, context }
    // What is given is wiped once it was used.
    const plaintext = () => new Uint8Array(most).fill(7)
    const { ciphertext } = await keys.op('encrypt', { ...side, plaintext: plaintext() })
    expect(ciphertext).toHaveLength(bytes)
    expect((await keys.op('decrypt', { ...side, ciphertext })).plaintext).toEqual(plaintext())
    const tooLong = await keys.refusal('encrypt', { ...side, plaintext: new Uint8Array(most + 1) })
    expect(tooLong.code).toBe('INVALID_REQUEST')
  }
})

it.each([
  ['RSA_3072', 384],
  ['RSA_4096', 512],
] as const)('%s that was imported signs what anybody can verify', async (spec, bytes) => {
  const { keyId } = await keys.newKey({ spec, usage: 'SIGN_VERIFY', origin: 'EXTERNAL' })
  const pair = generateKeyPairSync('rsa', { modulusLength: bytes * 8 })
  const material = new Uint8Array(pair.privateKey.export({ format: 'der', type: 'pkcs8' }))
  await keys.op('importKeyMaterial', {
    keyId,
    type: null,
    validTo: null,
    description: null,
    keyMaterialId: null,
    material: { kind: 'raw', bytes: material },
  })
  const asked = { keyId, algorithm: 'RSASSA_PSS_SHA_256', messageType: 'RAW' } as const
  const message = Buffer.from('what is signed')
  const { signature } = await keys.op('sign', { ...asked, message })
  expect(signature).toHaveLength(bytes)
  const der = Buffer.from((await keys.op('getPublicKey', { keyId })).publicKey)
  expect(der).toEqual(pair.publicKey.export({ format: 'der', type: 'spki' }))
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  expect(verify('sha256', message, { key, ...padding }, signature)).toBe(true)
})
