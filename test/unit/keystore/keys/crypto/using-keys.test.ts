import { constants, createHmac, createPublicKey, publicEncrypt, verify } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KeyBench } from '../../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

const pairs: [string, string][] = [['project', 'rushes']]
const symmetric = { algorithm: 'SYMMETRIC_DEFAULT', context: pairs }
const text = () => new Uint8Array(Buffer.from('the wind rises'))

describe('a symmetric key', () => {
  it('opens what it encrypted, by the key that the blob names where none is asked', async () => {
    const { keyId, currentKeyMaterialId } = await keys.newKey()
    const { ciphertext } = await keys.op('encrypt', { keyId, ...symmetric, plaintext: text() })
    const opened = await keys.op('decrypt', { keyId: null, ...symmetric, ciphertext })
    expect(opened).toEqual({ keyId, keyMaterialId: currentKeyMaterialId, plaintext: text() })
  })

  it('opens after a rotation what the old material protected', async () => {
    const { keyId } = await keys.newKey()
    const { ciphertext } = await keys.op('encrypt', { keyId, ...symmetric, plaintext: text() })
    await keys.op('rotateKeyOnDemand', { keyId })
    expect((await keys.op('decrypt', { keyId, ...symmetric, ciphertext })).plaintext).toEqual(text())
  })

  it('tells another key’s ciphertext from a damaged one, and from one whose key is not here', async () => {
    const [one, two] = [await keys.newKey(), await keys.newKey()]
    const { ciphertext } = await keys.op('encrypt', { keyId: one.keyId, ...symmetric, plaintext: text() })
    const code = async (keyId: string | null, bytes: Uint8Array, context = pairs) =>
      (await keys.refusal('decrypt', { keyId, ...symmetric, context, ciphertext: bytes })).code
    expect(await code(two.keyId, ciphertext)).toBe('KEY_WRONG_KEY')
    expect(await code(one.keyId, ciphertext, [])).toBe('KEY_CIPHERTEXT_INVALID')
    expect(await code(one.keyId, ciphertext.with(70, (ciphertext[70] ?? 0) ^ 1))).toBe(
      'KEY_CIPHERTEXT_INVALID',
    )
    expect(await code(null, new Uint8Array(64))).toBe('KEY_CIPHERTEXT_INVALID')
    expect(await code(null, ciphertext.with(5, (ciphertext[5] ?? 0) ^ 1))).toBe('KEY_NOT_FOUND')
    // The material's id is changed: the key never had it.
    expect(await code(null, ciphertext.with(30, (ciphertext[30] ?? 0) ^ 1))).toBe('KEY_CIPHERTEXT_INVALID')
  })

  it('encrypts 4,096 bytes and not one more', async () => {
    const { keyId } = await keys.newKey()
    await keys.op('encrypt', { keyId, ...symmetric, plaintext: new Uint8Array(4096) })
    const more = await keys.refusal('encrypt', { keyId, ...symmetric, plaintext: new Uint8Array(4097) })
    expect([more.code, more.facts['most']]).toEqual(['INVALID_REQUEST', 4096])
  })

  it('goes to another key and context without being shown', async () => {
    const [one, two] = [await keys.newKey(), await keys.newKey()]
    const { ciphertext } = await keys.op('encrypt', { keyId: one.keyId, ...symmetric, plaintext: text() })
    const to = {
      keyId: two.keyId,
      algorithm: 'SYMMETRIC_DEFAULT',
      context: [['box', '7']] as [string, string][],
    }
    const moved = await keys.op('reEncrypt', { from: { keyId: null, ...symmetric }, to, ciphertext })
    expect([moved.fromKeyId, moved.keyId]).toEqual([one.keyId, two.keyId])
    expect((await keys.op('decrypt', { ...to, ciphertext: moved.ciphertext })).plaintext).toEqual(text())
  })

  it.each([1, 24, 1024])('makes data keys of %i bytes, shown or not', async (length) => {
    const { keyId } = await keys.newKey()
    const made = await keys.op('generateDataKey', { keyId, length, context: pairs })
    const opened = await keys.op('decrypt', { keyId, ...symmetric, ciphertext: made.ciphertext })
    expect(opened.plaintext).toEqual(made.plaintext)
    const hidden = await keys.op('generateDataKeyWithoutPlaintext', { keyId, length, context: pairs })
    expect('plaintext' in hidden).toBe(false)
    expect(
      (await keys.op('decrypt', { keyId, ...symmetric, ciphertext: hidden.ciphertext })).plaintext,
    ).toHaveLength(length)
  })

  it('signs nothing, has no public key, and makes no MAC', async () => {
    const { keyId } = await keys.newKey()
    const message = { keyId, message: text() }
    expect((await keys.refusal('generateMac', { ...message, algorithm: 'HMAC_SHA_256' })).code).toBe(
      'KEY_USAGE_INVALID',
    )
    expect((await keys.refusal('getPublicKey', { keyId })).code).toBe('KEY_UNSUPPORTED')
  })
})

describe('an RSA key that encrypts', () => {
  it.each([
    ['RSAES_OAEP_SHA_256', 190, 'sha256'],
    ['RSAES_OAEP_SHA_1', 214, 'sha1'],
  ] as const)(
    'takes what %s leaves of its modulus, and opens what anybody made with it',
    async (algorithm, most, oaepHash) => {
      const { keyId } = await keys.newKey({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' })
      const side = { keyId, algorithm, context: [] }
      const { ciphertext } = await keys.op('encrypt', { ...side, plaintext: new Uint8Array(most).fill(7) })
      expect(ciphertext).toHaveLength(256)
      expect((await keys.op('decrypt', { ...side, ciphertext })).plaintext).toEqual(
        new Uint8Array(most).fill(7),
      )
      const tooLong = await keys.refusal('encrypt', { ...side, plaintext: new Uint8Array(most + 1) })
      expect(tooLong.code).toBe('INVALID_REQUEST')
      const der = Buffer.from((await keys.op('getPublicKey', { keyId })).publicKey)
      const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
      const theirs = publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, text())
      expect((await keys.op('decrypt', { ...side, ciphertext: theirs })).plaintext).toEqual(text())
      expect((await keys.refusal('decrypt', { ...side, ciphertext: new Uint8Array(256) })).code).toBe(
        'KEY_CIPHERTEXT_INVALID',
      )
      const bound = await keys.refusal('encrypt', { ...side, context: pairs, plaintext: text() })
      expect(bound.facts['reason']).toBe('context')
    },
  )
})

describe('keys that authenticate and sign', () => {
  it.each(['256', '384', '512'] as const)('HMAC_%s makes codes that verify, and no others', async (bits) => {
    const { keyId } = await keys.newKey({ spec: `HMAC_${bits}`, usage: 'GENERATE_VERIFY_MAC' })
    const asked = { keyId, message: text(), algorithm: `HMAC_SHA_${bits}` }
    const { mac } = await keys.op('generateMac', asked)
    expect(mac).toHaveLength(Number(bits) / 8)
    await keys.op('verifyMac', { ...asked, mac })
    const wrong = { ...asked, mac: mac.with(0, (mac[0] ?? 0) ^ 1) }
    expect((await keys.refusal('verifyMac', wrong)).code).toBe('KEY_MAC_INVALID')
    expect((await keys.refusal('verifyMac', { ...asked, mac: mac.subarray(1) })).code).toBe('KEY_MAC_INVALID')
  })

  it('an imported HMAC key makes the codes that anybody with it makes', async () => {
    const { keyId } = await keys.newKey({
      spec: 'HMAC_256',
      usage: 'GENERATE_VERIFY_MAC',
      origin: 'EXTERNAL',
    })
    const bytes = new Uint8Array(32).fill(3)
    const expected = createHmac('sha256', bytes).update(text()).digest()
    const plain = { type: null, validTo: null, description: null, keyMaterialId: null }
    await keys.op('importKeyMaterial', { keyId, material: { kind: 'raw', bytes }, ...plain })
    const { mac } = await keys.op('generateMac', { keyId, message: text(), algorithm: 'HMAC_SHA_256' })
    expect(Buffer.from(mac)).toEqual(expected)
  })

  it.each([
    ['ECC_NIST_P256', 'ECDSA_SHA_256', 'sha256'],
    ['ECC_NIST_P384', 'ECDSA_SHA_384', 'sha384'],
  ] as const)('%s signs messages that its public key verifies', async (spec, algorithm, hash) => {
    const { keyId } = await keys.newKey({ spec, usage: 'SIGN_VERIFY' })
    const signed = { keyId, message: text(), messageType: 'RAW', algorithm } as const
    const { signature } = await keys.op('sign', signed)
    const der = Buffer.from((await keys.op('getPublicKey', { keyId })).publicKey)
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    expect(verify(hash, text(), key, signature)).toBe(true)
    await keys.op('verify', { ...signed, signature })
    const other = { ...signed, message: text().with(0, 0), signature }
    expect((await keys.refusal('verify', other)).code).toBe('KEY_SIGNATURE_INVALID')
  })

  it('a digest of another length, a message that is too long and another algorithm are refused', async () => {
    const { keyId } = await keys.newKey({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' })
    const signed = {
      keyId,
      message: new Uint8Array(31),
      messageType: 'DIGEST',
      algorithm: 'ECDSA_SHA_256',
    } as const
    expect((await keys.refusal('sign', signed)).facts['reason']).toBe('digestLength')
    const long = { ...signed, messageType: 'RAW', message: new Uint8Array(4097) } as const
    expect((await keys.refusal('sign', long)).code).toBe('INVALID_REQUEST')
    expect((await keys.refusal('sign', { ...signed, algorithm: 'ECDSA_SHA_384' })).code).toBe(
      'KEY_USAGE_INVALID',
    )
  })
})
