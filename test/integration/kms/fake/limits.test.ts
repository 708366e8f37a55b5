import type { KMS } from '@aws-sdk/client-kms'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startKmsFake, type KmsFake } from '../../../fakes/kms/start-kms-fake.ts'
import { clientOf, refusal } from './fake-client.ts'

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

describe('what the fake has not, it says', () => {
  const message = { Message: new Uint8Array(64), MessageType: 'DIGEST' as const }
  const signing = { usage: 'SIGN_VERIFY' }

  it('signs nothing with Ed25519ph, and no external mu', async () => {
    const ed = fake.createKey({ spec: 'ECC_NIST_EDWARDS25519', ...signing })
    const ph = kms.sign({ KeyId: ed.id, ...message, SigningAlgorithm: 'ED25519_PH_SHA_512' })
    expect(await refusal(ph)).toBe('UnsupportedOperationException')
    const lattice = fake.createKey({ spec: 'ML_DSA_44', ...signing })
    const external = { ...message, MessageType: 'EXTERNAL_MU' as const }
    const mu = kms.sign({ KeyId: lattice.id, ...external, SigningAlgorithm: 'ML_DSA_SHAKE_256' })
    expect(await refusal(mu)).toBe('UnsupportedOperationException')
  })

  it('has keys of SM2 in China alone, and no cryptography for them', async () => {
    const sm2 = { KeySpec: 'SM2', KeyUsage: 'SIGN_VERIFY' } as const
    expect(await refusal(kms.createKey(sm2))).toBe('ValidationException')
    const china = clientOf(fake, 'cn-north-1')
    const { KeyMetadata } = await china.createKey(sm2)
    expect(KeyMetadata).toMatchObject({
      SigningAlgorithms: ['SM2DSA'],
      Arn: expect.stringMatching(/^arn:aws-cn:/),
    })
    const asked = china.sign({ KeyId: KeyMetadata?.KeyId, ...message, SigningAlgorithm: 'SM2DSA' })
    expect(await refusal(asked)).toBe('UnsupportedOperationException')
  })
})

describe('what KMS limits', () => {
  it('50 aliases and 50 tags a key', async () => {
    const aliases = Array.from({ length: 50 }, (_, index) => `name-${index}`)
    const { id } = fake.createKey({ aliases })
    const more = kms.createAlias({ AliasName: 'alias/more', TargetKeyId: id })
    expect(await refusal(more)).toBe('LimitExceededException')
    const Tags = Array.from({ length: 51 }, (_, index) => ({ TagKey: `tag-${index}`, TagValue: '' }))
    expect(await refusal(kms.tagResource({ KeyId: id, Tags }))).toBe('LimitExceededException')
    expect(await refusal(kms.tagResource({ KeyId: id, Tags: Tags.slice(1) }))).toBe('none')
    const reserved = [{ TagKey: 'aws:owned', TagValue: '' }]
    expect(await refusal(kms.tagResource({ KeyId: id, Tags: reserved }))).toBe('TagException')
  })

  it('what RSA takes in one call, and no context with it', async () => {
    const { id: KeyId } = fake.createKey({ spec: 'RSA_2048' })
    const EncryptionAlgorithm = 'RSAES_OAEP_SHA_256'
    const encrypt = (length: number, more = {}) =>
      refusal(kms.encrypt({ KeyId, Plaintext: new Uint8Array(length), EncryptionAlgorithm, ...more }))
    expect(await encrypt(190)).toBe('none')
    expect(await encrypt(191)).toBe('ValidationException')
    expect(await encrypt(190, { EncryptionContext: { a: 'b' } })).toBe('ValidationException')
    const symmetric = kms.encrypt({ KeyId, Plaintext: new Uint8Array(1) })
    expect(await refusal(symmetric)).toBe('InvalidKeyUsageException')
  })

  it('a key made in a custom key store that is there, and in no Region but its own', async () => {
    const inStore = { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: 'cks-none' } as const
    expect(await refusal(kms.createKey(inStore))).toBe('CustomKeyStoreNotFoundException')
    expect(await refusal(kms.createKey({ Origin: 'AWS_CLOUDHSM' }))).toBe('ValidationException')
    expect(await refusal(kms.createKey({ CustomKeyStoreId: 'cks-none' }))).toBe('ValidationException')
    expect(await refusal(kms.createKey({ ...inStore, MultiRegion: true }))).toBe('ValidationException')
  })
})
