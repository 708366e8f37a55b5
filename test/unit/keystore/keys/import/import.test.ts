import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeystoreInput } from '../../../../../src/keystore/protocol.ts'
import { wrapKeyMaterial } from '../../../../../src/main/keys/aws-kms/import/wrap-key-material.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'
import { KeyBench } from '../../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

type Import = KeystoreInput<'importKeyMaterial'>
const plain = { type: null, validTo: null, description: null, keyMaterialId: null }
const symmetric = { algorithm: 'SYMMETRIC_DEFAULT', context: [] as [string, string][] }
const bytes = () => new Uint8Array(32).fill(5)
const raw = (material: Uint8Array, more: Partial<Import> = {}) => ({
  ...plain,
  material: { kind: 'raw' as const, bytes: Uint8Array.from(material) },
  ...more,
})
const external = async () => (await keys.newKey({ origin: 'EXTERNAL' })).keyId
const sealed = async (keyId: string) =>
  (await keys.op('encrypt', { keyId, ...symmetric, plaintext: Buffer.from('own') })).ciphertext
const opens = async (keyId: string, ciphertext: Uint8Array) =>
  Buffer.from((await keys.op('decrypt', { keyId, ...symmetric, ciphertext })).plaintext).toString()
const stateOf = async (keyId: string) => (await keys.op('describeKey', { keyId })).state

/** The store, its log and its copies, where the bytes are in them. */
const filesWith = (kept: Buffer) => {
  const { folder } = keys.bench.paths
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  return files
    .map((each) => join(each.parentPath, each.name))
    .filter((file) => readFileSync(file).includes(kept))
}

const pkcs8 = (namedCurve: string) =>
  new Uint8Array(
    generateKeyPairSync('ec', { namedCurve }).privateKey.export({ format: 'der', type: 'pkcs8' }),
  )

describe('imported material', () => {
  it('makes the key usable, and is wiped where it came in', async () => {
    const keyId = await external()
    const input = raw(bytes())
    await keys.op('importKeyMaterial', { keyId, ...input })
    expect(input.material.bytes).toEqual(new Uint8Array(32))
    expect(await stateOf(keyId)).toBe('Enabled')
    expect(await opens(keyId, await sealed(keyId))).toBe('own')
  })

  it.each(['RSAES_OAEP_SHA_256', 'RSA_AES_KEY_WRAP_SHA_256'] as const)(
    'comes wrapped with %s',
    async (wrapping) => {
      const keyId = await external()
      const wrappingSpec = 'RSA_2048'
      const { publicKey, token } = await keys.op('getParametersForImport', { keyId, wrapping, wrappingSpec })
      const wrapped = wrapKeyMaterial(Secret.take(bytes()), publicKey, { wrapping, wrappingSpec })
      const material = { kind: 'wrapped', bytes: wrapped, token } as const
      await keys.op('importKeyMaterial', { keyId, ...plain, material })
      const other = await external()
      await keys.op('importKeyMaterial', { keyId: other, ...raw(bytes()) })
      expect(await stateOf(keyId)).toBe('Enabled')
      const damaged = { ...material, bytes: wrapped.with(9, (wrapped[9] ?? 0) ^ 1) }
      const refused = await keys.refusal('importKeyMaterial', { keyId, ...plain, material: damaged })
      expect(refused.code).toBe('KEY_CIPHERTEXT_INVALID')
    },
  )

  it('comes with a token of its own key, for one day, also after the app was closed', async () => {
    const keyId = await external()
    const parameters = { wrapping: 'RSAES_OAEP_SHA_256', wrappingSpec: 'RSA_2048' } as const
    const { publicKey, token, validTo } = await keys.op('getParametersForImport', { keyId, ...parameters })
    expect(validTo).toBe('2026-11-24T09:00:00.000Z')
    const wrapped = () => wrapKeyMaterial(Secret.take(bytes()), publicKey, parameters)
    const asked = (id: string) => ({
      keyId: id,
      ...plain,
      material: { kind: 'wrapped', bytes: wrapped(), token } as const,
    })
    const other = await external()
    expect((await keys.refusal('importKeyMaterial', asked(other))).code).toBe('KEY_IMPORT_TOKEN_ENDED')
    await keys.reopen(0.9)
    await keys.op('importKeyMaterial', asked(keyId))
    await keys.reopen(0.2)
    expect((await keys.refusal('importKeyMaterial', asked(keyId))).code).toBe('KEY_IMPORT_TOKEN_ENDED')
    // The wrapping key itself is gone with it.
    expect(
      await keys.vault.read(({ rows }) => rows.secrets.filter(({ name }) => name.startsWith('~import/'))),
    ).toEqual([])
  })

  it('once deleted, is of no use until the very same one is back; its bytes are gone from the store and its copies', async () => {
    const keyId = await external()
    await keys.op('importKeyMaterial', { keyId, ...raw(bytes()) })
    const ciphertext = await sealed(keyId)
    const kept = await keys.vault.read(({ rows }) => Buffer.from(rows.materials[0]?.sealed ?? []))
    await keys.vault.takeSnapshot()
    expect(filesWith(kept).length).toBeGreaterThan(1)
    expect((await keys.op('deleteImportedKeyMaterial', { keyId, keyMaterialId: null })).state).toBe(
      'PendingImport',
    )
    expect((await keys.refusal('decrypt', { keyId, ...symmetric, ciphertext })).code).toBe(
      'KEY_STATE_INVALID',
    )
    const other = raw(new Uint8Array(32).fill(6))
    expect((await keys.refusal('importKeyMaterial', { keyId, ...other })).code).toBe('KEY_MATERIAL_OTHER')
    await keys.reopen()
    expect(filesWith(kept)).toEqual([])
    await keys.op('importKeyMaterial', { keyId, ...raw(bytes()) })
    expect(await opens(keyId, ciphertext)).toBe('own')
  })

  it('that expires is gone on its day, whether the app was open or not, and comes back', async () => {
    const keyId = await external()
    const validTo = '2026-12-23T09:00:00.000Z'
    await keys.op('importKeyMaterial', { keyId, ...raw(bytes(), { validTo }) })
    const ciphertext = await sealed(keyId)
    expect((await keys.op('describeKey', { keyId })).validTo).toBe(validTo)
    // The moment counts, not the due work.
    keys.pass(30)
    expect(await stateOf(keyId)).toBe('PendingImport')
    expect((await keys.refusal('decrypt', { keyId, ...symmetric, ciphertext })).code).toBe(
      'KEY_STATE_INVALID',
    )
    await keys.reopen(1)
    expect(await keys.vault.read(({ rows }) => rows.materials[0]?.sealed)).toBeNull()
    await keys.op('importKeyMaterial', { keyId, ...raw(bytes()) })
    expect(await opens(keyId, ciphertext)).toBe('own')
  })

  it('expires within a year, or never', async () => {
    const keyId = await external()
    for (const validTo of ['2026-11-22T09:00:00.000Z', '2027-11-24T09:00:00.000Z'])
      expect(
        (await keys.refusal('importKeyMaterial', { keyId, ...raw(bytes(), { validTo }) })).facts['reason'],
      ).toBe('validTo')
  })

  it('that the keystore made is never deleted by a clock', async () => {
    const { keyId } = await keys.newKey()
    const ciphertext = await sealed(keyId)
    await keys.reopen(20_000)
    await keys.reopen(-30_000)
    expect(await opens(keyId, ciphertext)).toBe('own')
  })

  it('that is new waits, and a rotation takes it into use; both open', async () => {
    const keyId = await external()
    const first = await keys.op('importKeyMaterial', { keyId, ...raw(bytes()) })
    const old = await sealed(keyId)
    expect((await keys.refusal('rotateKeyOnDemand', { keyId })).facts['reason']).toBe('noMaterialWaits')
    const type = 'NEW_KEY_MATERIAL'
    const second = await keys.op('importKeyMaterial', { keyId, ...raw(randomBytes(32), { type }) })
    const states = async () =>
      (await keys.op('listKeyMaterials', { keyId })).map((one) => [one.keyMaterialId, one.state])
    expect(await states()).toEqual([
      [first.keyMaterialId, 'CURRENT'],
      [second.keyMaterialId, 'PENDING_ROTATION'],
    ])
    await keys.op('rotateKeyOnDemand', { keyId })
    expect(await states()).toEqual([
      [first.keyMaterialId, 'NON_CURRENT'],
      [second.keyMaterialId, 'CURRENT'],
    ])
    expect(await opens(keyId, old)).toBe('own')
    expect(await opens(keyId, await sealed(keyId))).toBe('own')
  })

  it('of any generation that is deleted makes the key wait', async () => {
    const keyId = await external()
    const first = await keys.op('importKeyMaterial', { keyId, ...raw(bytes()) })
    await keys.op('importKeyMaterial', { keyId, ...raw(randomBytes(32), { type: 'NEW_KEY_MATERIAL' }) })
    await keys.op('rotateKeyOnDemand', { keyId })
    await keys.op('deleteImportedKeyMaterial', { keyId, ...first })
    expect(await stateOf(keyId)).toBe('PendingImport')
    await keys.op('importKeyMaterial', { keyId, ...raw(bytes()) })
    expect(await stateOf(keyId)).toBe('Enabled')
  })

  it('is not taken by a key that was made here', async () => {
    const { keyId } = await keys.newKey()
    expect((await keys.refusal('importKeyMaterial', { keyId, ...raw(bytes()) })).code).toBe('KEY_UNSUPPORTED')
    const parameters = { wrapping: 'RSAES_OAEP_SHA_256', wrappingSpec: 'RSA_2048' } as const
    expect((await keys.refusal('getParametersForImport', { keyId, ...parameters })).code).toBe(
      'KEY_UNSUPPORTED',
    )
  })
})

describe('material of the wrong kind is refused', () => {
  it.each([
    ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', new Uint8Array(31), 'length'],
    ['HMAC_512', 'GENERATE_VERIFY_MAC', new Uint8Array(32), 'length'],
    ['ECC_NIST_P256', 'SIGN_VERIFY', new Uint8Array(32), 'notPkcs8'],
    ['ECC_NIST_P256', 'SIGN_VERIFY', pkcs8('P-384'), 'otherKind'],
    ['RSA_2048', 'SIGN_VERIFY', pkcs8('P-256'), 'otherKind'],
  ] as const)('%s %s', async (spec, usage, material, reason) => {
    const { keyId } = await keys.newKey({ spec, usage, origin: 'EXTERNAL' })
    const refused = await keys.refusal('importKeyMaterial', { keyId, ...raw(material) })
    expect([refused.code, refused.facts['reason']]).toEqual(['KEY_MATERIAL_INVALID', reason])
    expect(await stateOf(keyId)).toBe('PendingImport')
  })

  it('a key pair of the right kind signs', async () => {
    const { keyId } = await keys.newKey({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY', origin: 'EXTERNAL' })
    await keys.op('importKeyMaterial', { keyId, ...raw(pkcs8('P-256')) })
    const signed = { keyId, message: bytes(), messageType: 'RAW', algorithm: 'ECDSA_SHA_256' } as const
    await keys.op('verify', { ...signed, ...(await keys.op('sign', signed)) })
  })
})
