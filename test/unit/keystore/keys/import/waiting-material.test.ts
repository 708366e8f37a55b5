import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeystoreInput } from '../../../../../src/keystore/protocol.ts'
import { sealBlob } from '../../../../../src/keystore/keys/crypto/ciphertext-blob.ts'
import { wrapWithAes } from '../../../../../src/main/keyrings/raw-aes/wrap-with-aes.ts'
import { wrapKeyMaterial } from '../../../../../src/main/keys/aws-kms/import/wrap-key-material.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'
import { KeyBench } from '../../../../support/key-bench.ts'
import { countedRandom } from '../../../../support/vault-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

type Import = KeystoreInput<'importKeyMaterial'>
const plain = { type: null, validTo: null, description: null, keyMaterialId: null }
const bytes = (fill: number) => new Uint8Array(32).fill(fill)
const external = async () => (await keys.newKey({ origin: 'EXTERNAL' })).keyId
const take = (keyId: string, fill: number, more: Partial<Import> = {}) =>
  keys.op('importKeyMaterial', { keyId, ...plain, material: { kind: 'raw', bytes: bytes(fill) }, ...more })
const symmetric = { algorithm: 'SYMMETRIC_DEFAULT', context: [] as [string, string][] }
const isNew = { type: 'NEW_KEY_MATERIAL' } as const

it('material that waits for its rotation opens nothing yet, though somebody has the same bytes', async () => {
  const keyId = await external()
  await take(keyId, 5)
  const { keyMaterialId } = await take(keyId, 6, isNew)
  const [wrappingKey, dataKey] = [Secret.take(bytes(6)), Secret.take(bytes(9))]
  const door = { keyId, keyMaterialId, ...wrapWithAes({ wrappingKey, dataKey, context: new Map() }) }
  const sealed = { keyId, materialId: keyMaterialId, material: wrappingKey, context: new Map() }
  const ciphertext = sealBlob(bytes(3), sealed, countedRandom())
  const refused = await keys.refusal('unwrap', { ...door, context: [] })
  expect(refused.code).toBe('DATA_KEY_DAMAGED')
  expect((await keys.refusal('decrypt', { keyId, ...symmetric, ciphertext })).code).toBe(
    'KEY_CIPHERTEXT_INVALID',
  )
  await keys.op('rotateKeyOnDemand', { keyId })
  expect((await keys.op('unwrap', { ...door, context: [] })).dataKey).toEqual(bytes(9))
  expect((await keys.op('decrypt', { keyId, ...symmetric, ciphertext })).plaintext).toEqual(bytes(3))
})

it('a key of which one material has expired waits for it, from that moment on, though the other is there', async () => {
  const keyId = await external()
  await take(keyId, 5, { validTo: '2026-11-30T09:00:00.000Z' })
  await take(keyId, 6, isNew)
  await keys.op('rotateKeyOnDemand', { keyId })
  keys.bench.now = new Date('2026-11-30T08:59:59.999Z')
  expect((await keys.op('describeKey', { keyId })).state).toBe('Enabled')
  keys.bench.now = new Date('2026-11-30T09:00:00.000Z')
  expect((await keys.op('describeKey', { keyId })).state).toBe('PendingImport')
  await expect(keys.op('wrap', { keyId, context: [], dataKey: new Uint8Array(32) })).rejects.toMatchObject({
    code: 'KEY_STATE_INVALID',
  })
})

it('the same material in two keys is not known to be the same by the file', async () => {
  for (const keyId of [await external(), await external()]) await take(keyId, 5)
  const [one, two] = await keys.vault.read(({ rows }) => rows.materials.map(({ fingerprint }) => fingerprint))
  expect(one).toHaveLength(32)
  expect(one).not.toEqual(two)
})

describe('a token', () => {
  const parameters = { wrapping: 'RSAES_OAEP_SHA_256', wrappingSpec: 'RSA_2048' } as const

  it('ends with its day, whether anything tidied up meanwhile or not', async () => {
    const keyId = await external()
    const { publicKey, token } = await keys.op('getParametersForImport', { keyId, ...parameters })
    const wrapped = () => wrapKeyMaterial(Secret.take(bytes(5)), publicKey, parameters)
    const given = () => ({ keyId, ...plain, material: { kind: 'wrapped', bytes: wrapped(), token } as const })
    keys.pass(1)
    expect((await keys.refusal('importKeyMaterial', given())).code).toBe('KEY_IMPORT_TOKEN_ENDED')
    keys.pass(-0.001)
    await expect(keys.op('importKeyMaterial', given())).resolves.toBeDefined()
  })

  it('goes with the key that is deleted: the private half is in the store no more', async () => {
    const keyId = await external()
    await take(keyId, 5)
    const stays = await external()
    await keys.op('getParametersForImport', { keyId: stays, ...parameters })
    await keys.op('getParametersForImport', { keyId, ...parameters })
    await keys.op('scheduleKeyDeletion', { keyId, days: 7 })
    // No due work meanwhile, which would have taken the token away with its own day.
    keys.pass(7)
    await keys.op('deleteKey', { keyId })
    const names = await keys.vault.read(({ rows }) => rows.secrets.map(({ name }) => name))
    expect(names.filter((name) => name.includes(keyId))).toEqual([])
    expect(names.filter((name) => name.includes(stays))).toHaveLength(1)
  })
})
