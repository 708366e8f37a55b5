import type { KMS } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyStateTable } from '../../../../src/shared/kms/key-states.ts'
import { keyOperations, type KeyOperation } from '../../../../src/shared/kms/kms-operation.ts'
import type { KeyState } from '../../../../src/shared/model/key.ts'
import { startKmsFake, type CreateFakeKey, type KmsFake } from '../../../fakes/kms/start-kms-fake.ts'
import { clientOf } from './fake-client.ts'

let fake: KmsFake
let kms: KMS

beforeAll(async () => {
  fake = await startKmsFake()
  kms = clientOf(fake)
})
afterAll(async () => {
  kms.destroy()
  await fake.stop()
})

const bytes = new Uint8Array(16)
const signing = { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' }
const mac = { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }
const external = { origin: 'EXTERNAL' }
const primary = { multiRegion: true }
const role = 'arn:aws:iam::111122223333:role/any'
const aes = { KeySpec: 'AES_256' } as const
const pair = { KeyPairSpec: 'ECC_NIST_P256' } as const
const signed = { Message: bytes, SigningAlgorithm: 'ECDSA_SHA_256' } as const
const maced = { Message: bytes, MacAlgorithm: 'HMAC_SHA_256' } as const
const wrapping = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const

/** One call of each operation, and the kind of key that it is for where that is not a symmetric one. */
interface Call {
  readonly kind?: CreateFakeKey
  readonly send: (KeyId: string) => Promise<unknown>
}

/** A ciphertext of the key, from before its state changed. */
const sealed = new Map<string, Uint8Array>()
const blob = (KeyId: string) => ({ CiphertextBlob: sealed.get(KeyId) ?? bytes })
const policy = () => ({ Policy: fake.createKey().policy })
const newName = () => `alias/${crypto.randomUUID()}`
const named = (KeyId: string) => {
  const AliasName = newName()
  const [id = '', at] = [KeyId.split('/')[1], new Date()]
  const { account, region } = fake
  fake.world.keys.addAlias({
    name: AliasName,
    account,
    region,
    targetKeyId: id,
    createdAt: at,
    updatedAt: at,
  })
  return { AliasName }
}

const calls: Readonly<Record<KeyOperation, Call>> = {
  CancelKeyDeletion: { send: (KeyId) => kms.cancelKeyDeletion({ KeyId }) },
  CreateAlias: { send: (TargetKeyId) => kms.createAlias({ AliasName: newName(), TargetKeyId }) },
  CreateGrant: {
    send: (KeyId) => kms.createGrant({ KeyId, GranteePrincipal: role, Operations: ['Decrypt'] }),
  },
  Decrypt: { send: (KeyId) => kms.decrypt({ KeyId, ...blob(KeyId) }) },
  DeleteAlias: { send: (KeyId) => kms.deleteAlias(named(KeyId)) },
  DeleteImportedKeyMaterial: { kind: external, send: (KeyId) => kms.deleteImportedKeyMaterial({ KeyId }) },
  DescribeKey: { send: (KeyId) => kms.describeKey({ KeyId }) },
  DisableKey: { send: (KeyId) => kms.disableKey({ KeyId }) },
  DisableKeyRotation: { send: (KeyId) => kms.disableKeyRotation({ KeyId }) },
  EnableKey: { send: (KeyId) => kms.enableKey({ KeyId }) },
  EnableKeyRotation: { send: (KeyId) => kms.enableKeyRotation({ KeyId }) },
  Encrypt: { send: (KeyId) => kms.encrypt({ KeyId, Plaintext: bytes }) },
  GenerateDataKey: { send: (KeyId) => kms.generateDataKey({ KeyId, ...aes }) },
  GenerateDataKeyPair: { send: (KeyId) => kms.generateDataKeyPair({ KeyId, ...pair }) },
  GenerateDataKeyPairWithoutPlaintext: {
    send: (KeyId) => kms.generateDataKeyPairWithoutPlaintext({ KeyId, ...pair }),
  },
  GenerateDataKeyWithoutPlaintext: {
    send: (KeyId) => kms.generateDataKeyWithoutPlaintext({ KeyId, ...aes }),
  },
  GenerateMac: { kind: mac, send: (KeyId) => kms.generateMac({ KeyId, ...maced }) },
  GetKeyLastUsage: { send: (KeyId) => kms.getKeyLastUsage({ KeyId }) },
  GetKeyPolicy: { send: (KeyId) => kms.getKeyPolicy({ KeyId }) },
  GetKeyRotationStatus: { send: (KeyId) => kms.getKeyRotationStatus({ KeyId }) },
  GetParametersForImport: {
    kind: external,
    send: (KeyId) => kms.getParametersForImport({ KeyId, ...wrapping }),
  },
  GetPublicKey: { kind: signing, send: (KeyId) => kms.getPublicKey({ KeyId }) },
  ImportKeyMaterial: {
    kind: external,
    send: (KeyId) => kms.importKeyMaterial({ KeyId, ImportToken: bytes, EncryptedKeyMaterial: bytes }),
  },
  ListGrants: { send: (KeyId) => kms.listGrants({ KeyId }) },
  ListKeyPolicies: { send: (KeyId) => kms.listKeyPolicies({ KeyId }) },
  ListKeyRotations: { send: (KeyId) => kms.listKeyRotations({ KeyId }) },
  ListResourceTags: { send: (KeyId) => kms.listResourceTags({ KeyId }) },
  PutKeyPolicy: { send: (KeyId) => kms.putKeyPolicy({ KeyId, ...policy() }) },
  ReEncrypt: {
    send: (SourceKeyId) =>
      kms.reEncrypt({ SourceKeyId, DestinationKeyId: fake.createKey().id, ...blob(SourceKeyId) }),
  },
  ReplicateKey: { kind: primary, send: (KeyId) => kms.replicateKey({ KeyId, ReplicaRegion: 'us-east-2' }) },
  RetireGrant: { send: (KeyId) => kms.retireGrant({ KeyId, GrantId: 'none' }) },
  RevokeGrant: { send: (KeyId) => kms.revokeGrant({ KeyId, GrantId: 'none' }) },
  RotateKeyOnDemand: { send: (KeyId) => kms.rotateKeyOnDemand({ KeyId }) },
  ScheduleKeyDeletion: { send: (KeyId) => kms.scheduleKeyDeletion({ KeyId }) },
  Sign: { kind: signing, send: (KeyId) => kms.sign({ KeyId, ...signed }) },
  TagResource: { send: (KeyId) => kms.tagResource({ KeyId, Tags: [{ TagKey: 'a', TagValue: 'b' }] }) },
  UntagResource: { send: (KeyId) => kms.untagResource({ KeyId, TagKeys: ['a'] }) },
  UpdateAlias: { send: (TargetKeyId) => kms.updateAlias({ ...named(TargetKeyId), TargetKeyId }) },
  UpdateKeyDescription: { send: (KeyId) => kms.updateKeyDescription({ KeyId, Description: '' }) },
  UpdatePrimaryRegion: {
    kind: primary,
    send: (KeyId) => kms.updatePrimaryRegion({ KeyId, PrimaryRegion: 'us-west-2' }),
  },
  Verify: { kind: signing, send: (KeyId) => kms.verify({ KeyId, ...signed, Signature: bytes }) },
  VerifyMac: { kind: mac, send: (KeyId) => kms.verifyMac({ KeyId, ...maced, Mac: bytes }) },
}

/** What an allowed call may still be answered with: it got past the state to what was asked wrongly on purpose. */
const pastTheState: Partial<Record<KeyOperation, string>> = {
  ImportKeyMaterial: 'InvalidImportTokenException',
  RetireGrant: 'NotFoundException',
  RevokeGrant: 'NotFoundException',
  Verify: 'KMSInvalidSignatureException',
  VerifyMac: 'KMSInvalidMacException',
}

const states = Object.keys(keyStateTable.DescribeKey) as KeyState[]
const cells = keyOperations.flatMap((operation) => states.map((state) => [operation, state] as const))

describe('the fake answers as the table of key states says', () => {
  it.each(cells)('%s of a key that is %s', async (operation, state) => {
    const { kind = {}, send } = calls[operation]
    // An EXTERNAL key has its material first, and loses the state only.
    const key = fake.createKey({ state: 'Enabled', ...kind })
    if (key.multiRegion) fake.replicate(key, 'us-west-2')
    if (operation === 'Decrypt' || operation === 'ReEncrypt') {
      const { CiphertextBlob = bytes } = await kms.encrypt({ KeyId: key.arn, Plaintext: bytes })
      sealed.set(key.arn, CiphertextBlob)
    }
    key.state = state
    const answer = await send(key.arn).then(
      () => 'ok',
      (error: Error) => `${error.name}: ${error.message}`,
    )
    const cell = keyStateTable[operation][state]
    const expected =
      cell === 'ok' ? (pastTheState[operation] ?? 'ok') : `${cell.error}: ${key.arn} ${cell.says}`
    expect(answer.startsWith(expected), `${answer}, not ${expected}`).toBe(true)
  })
})
