import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto'
import type { ImportKeyMaterialRequest, KMS } from '@aws-sdk/client-kms'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { generateMaterial } from '../../../fakes/kms/key-material.ts'
import { startKmsFake, type KmsFake } from '../../../fakes/kms/start-kms-fake.ts'
import { clientOf, refusal } from './fake-client.ts'

type Wrapping =
  'RSAES_OAEP_SHA_1' | 'RSAES_OAEP_SHA_256' | 'RSA_AES_KEY_WRAP_SHA_1' | 'RSA_AES_KEY_WRAP_SHA_256'

let fake: KmsFake
let kms: KMS

beforeEach(async () => {
  fake = await startKmsFake()
  kms = clientOf(fake)
})
afterEach(async () => {
  kms.destroy()
  await fake.stop()
})

/** Wraps as OpenSSL does, which the fake unwraps with. */
function wrap(publicKey: Uint8Array, algorithm: Wrapping, material: Uint8Array): Uint8Array {
  const oaep = {
    key: createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' }),
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: algorithm.endsWith('SHA_1') ? 'sha1' : 'sha256',
  }
  if (algorithm.startsWith('RSAES')) return publicEncrypt(oaep, material)
  const aes = randomBytes(32)
  const cipher = createCipheriv('id-aes256-wrap-pad', aes, Buffer.from('a65959a6', 'hex'))
  return Buffer.concat([publicEncrypt(oaep, aes), cipher.update(material), cipher.final()])
}

async function bringIn(
  client: KMS,
  {
    KeyId,
    material,
    algorithm = 'RSAES_OAEP_SHA_256',
    ...more
  }: Partial<ImportKeyMaterialRequest> & {
    KeyId: string
    material: Uint8Array
    algorithm?: Wrapping
  },
) {
  const { PublicKey = new Uint8Array(), ImportToken } = await client.getParametersForImport({
    KeyId,
    WrappingAlgorithm: algorithm,
    WrappingKeySpec: 'RSA_2048',
  })
  return client.importKeyMaterial({
    KeyId,
    ImportToken,
    EncryptedKeyMaterial: wrap(PublicKey, algorithm, material),
    ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
    ...more,
  })
}

const stateOf = async (client: KMS, KeyId: string) =>
  (await client.describeKey({ KeyId })).KeyMetadata?.KeyState
const materialsOf = async (client: KMS, KeyId: string) => {
  const { Rotations = [] } = await client.listKeyRotations({ KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' })
  return Rotations.map(({ KeyMaterialState, ImportState }) => `${KeyMaterialState} ${ImportState}`)
}

describe('material that is imported into the fake', () => {
  it.each<Wrapping>([
    'RSAES_OAEP_SHA_1',
    'RSAES_OAEP_SHA_256',
    'RSA_AES_KEY_WRAP_SHA_1',
    'RSA_AES_KEY_WRAP_SHA_256',
  ])('comes wrapped with %s', async (algorithm) => {
    const { id: KeyId } = fake.createKey({ origin: 'EXTERNAL' })
    const { KeyMaterialId } = await bringIn(kms, { KeyId, algorithm, material: randomBytes(32) })
    expect(KeyMaterialId).toMatch(/^[0-9a-f]{64}$/)
    expect(await stateOf(kms, KeyId)).toBe('Enabled')
  })

  it('is a private key for a key pair, and never changes there', async () => {
    const { id: KeyId } = fake.createKey({ origin: 'EXTERNAL', spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' })
    const algorithm = 'RSA_AES_KEY_WRAP_SHA_256'
    const material = generateMaterial('ECC_NIST_P256')
    expect((await bringIn(kms, { KeyId, algorithm, material })).KeyMaterialId).toBeUndefined()
    const signed = kms.sign({ KeyId, Message: randomBytes(4), SigningAlgorithm: 'ECDSA_SHA_256' })
    expect(await refusal(signed)).toBe('none')
    const other = bringIn(kms, { KeyId, algorithm, material: generateMaterial('ECC_NIST_P256') })
    expect(await refusal(other)).toBe('IncorrectKeyMaterialException')
    const noKey = bringIn(kms, { KeyId, algorithm, material: randomBytes(138) })
    expect(await refusal(noKey)).toBe('IncorrectKeyMaterialException')
  })

  it('is refused with another token, another wrapping, or an expiry that is past', async () => {
    const { id: KeyId } = fake.createKey({ origin: 'EXTERNAL' })
    const material = randomBytes(32)
    const ImportToken = randomBytes(32)
    expect(await refusal(bringIn(kms, { KeyId, material, ImportToken }))).toBe('InvalidImportTokenException')
    const EncryptedKeyMaterial = randomBytes(256)
    const damaged = bringIn(kms, { KeyId, material, EncryptedKeyMaterial })
    expect(await refusal(damaged)).toBe('InvalidCiphertextException')
    const past = { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: new Date(Date.now() - 1000) } as const
    expect(await refusal(bringIn(kms, { KeyId, material, ...past }))).toBe('ValidationException')
  })

  it('of a multi-Region key goes to the primary, then to every replica, then it can be rotated to', async () => {
    const key = fake.createKey({ origin: 'EXTERNAL', multiRegion: true })
    const { id: KeyId } = key
    fake.replicate(key, 'us-east-1')
    const there = clientOf(fake, 'us-east-1')
    const [first, second] = [randomBytes(32), randomBytes(32)]
    expect(await refusal(bringIn(there, { KeyId, material: first }))).toBe('IncorrectKeyMaterialException')
    await bringIn(kms, { KeyId, material: first })
    await bringIn(there, { KeyId, material: first })
    expect([await stateOf(kms, KeyId), await stateOf(there, KeyId)]).toEqual(['Enabled', 'Enabled'])
    await bringIn(kms, { KeyId, material: second, ImportType: 'NEW_KEY_MATERIAL' })
    expect(await materialsOf(kms, KeyId)).toEqual([
      'PENDING_MULTI_REGION_IMPORT_AND_ROTATION IMPORTED',
      'CURRENT IMPORTED',
    ])
    expect(await refusal(kms.rotateKeyOnDemand({ KeyId }))).toBe('KMSInvalidStateException')
    await bringIn(there, { KeyId, material: second })
    expect((await materialsOf(kms, KeyId))[0]).toBe('PENDING_ROTATION IMPORTED')
    await kms.rotateKeyOnDemand({ KeyId })
    const rotated = ['CURRENT IMPORTED', 'NON_CURRENT IMPORTED']
    expect(await materialsOf(kms, KeyId)).toEqual(rotated)
    expect(await materialsOf(there, KeyId)).toEqual(rotated)
  })

  it('once deleted, leaves a key that waits for all of its materials', async () => {
    const { id: KeyId } = fake.createKey({ origin: 'EXTERNAL' })
    const [first, second] = [randomBytes(32), randomBytes(32)]
    const { KeyMaterialId } = await bringIn(kms, { KeyId, material: first })
    await bringIn(kms, { KeyId, material: second, ImportType: 'NEW_KEY_MATERIAL' })
    await kms.rotateKeyOnDemand({ KeyId })
    await kms.deleteImportedKeyMaterial({ KeyId, KeyMaterialId })
    expect(await stateOf(kms, KeyId)).toBe('PendingImport')
    expect(await materialsOf(kms, KeyId)).toEqual(['CURRENT IMPORTED', 'NON_CURRENT PENDING_IMPORT'])
    const named = { KeyId, ImportType: 'EXISTING_KEY_MATERIAL' as const, KeyMaterialId }
    expect(await refusal(bringIn(kms, { ...named, material: second }))).toBe('IncorrectKeyMaterialException')
    await bringIn(kms, { ...named, material: first })
    expect(await stateOf(kms, KeyId)).toBe('Enabled')
  })
})
