import assert from 'node:assert/strict'
import type { KeyArn } from '../../../../src/main/keys/aws-kms/key-arn.ts'
import { dryRun } from '../../../../src/main/keys/aws-kms/dry-run.ts'
import { disableKey } from '../../../../src/main/keys/aws-kms/manage/switch-key.ts'
import {
  decryptBytes,
  encryptBytes,
  reEncryptBytes,
} from '../../../../src/main/keys/aws-kms/use/encrypt-and-decrypt.ts'
import type { ContractCheck } from '../contract-check.ts'
import { refusalOf, type ContractKms } from '../contract-kms.ts'

const plaintext = Buffer.from('the wind rises')
const context = { project: 'rushes', scene: '12' }
const usual = (keyArn: KeyArn, pairs: Readonly<Record<string, string>> = context) => ({
  keyArn,
  algorithm: null,
  context: pairs,
})
const dataKey = (
  { session }: ContractKms,
  keyArn: KeyArn,
  length: { NumberOfBytes: number } | { KeySpec: 'AES_128' | 'AES_256' },
) =>
  session.call({ operation: 'GenerateDataKey', keyArn }, (sdk) =>
    sdk.generateDataKey({ KeyId: keyArn, EncryptionContext: context, ...length }),
  )

/** Encryption under a key, and data keys. */
export const cryptoChecks: readonly ContractCheck[] = [
  {
    name: 'what is encrypted comes back as it was, whatever the order of its context',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const sealed = await encryptBytes(kms.session, plaintext, usual(keyArn))
      const opened = await decryptBytes(
        kms.session,
        sealed.bytes,
        usual(keyArn, { scene: '12', project: 'rushes' }),
      )
      assert.deepEqual(Buffer.from(opened.bytes), plaintext)
      assert.equal(opened.keyArn, keyArn)
    },
  },
  {
    name: 'a decryption names the key material that opened',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const sealed = await encryptBytes(kms.session, plaintext, usual(keyArn))
      const opened = await decryptBytes(kms.session, sealed.bytes, usual(keyArn))
      assert.match(opened.keyMaterialId ?? '', /^[0-9a-f]{64}$/)
    },
  },
  {
    name: 'another context, damage, and what is no ciphertext are all invalid',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const { bytes } = await encryptBytes(kms.session, plaintext, usual(keyArn))
      const damaged = bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1)
      const invalid = 'InvalidCiphertextException'
      assert.equal(await refusalOf(decryptBytes(kms.session, bytes, usual(keyArn, {}))), invalid)
      assert.equal(await refusalOf(decryptBytes(kms.session, damaged, usual(keyArn))), invalid)
      assert.equal(await refusalOf(decryptBytes(kms.session, new Uint8Array(64), usual(keyArn))), invalid)
    },
  },
  {
    name: 'a ciphertext of another key is told from a damaged one',
    run: async (kms) => {
      const sealed = await encryptBytes(kms.session, plaintext, usual(await kms.sharedKey()))
      const opened = decryptBytes(kms.session, sealed.bytes, usual(await kms.newKey()))
      assert.equal(await refusalOf(opened), 'IncorrectKeyException')
    },
  },
  {
    name: 'encrypts 4,096 bytes, and not one more',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      await encryptBytes(kms.session, new Uint8Array(4096), usual(keyArn))
      const more = encryptBytes(kms.session, new Uint8Array(4097), usual(keyArn))
      assert.equal(await refusalOf(more), 'ValidationException')
    },
  },
  {
    name: 'a blob goes from one key to another with another context',
    run: async (kms) => {
      const [from, to] = [usual(await kms.sharedKey()), usual(await kms.newKey(), { box: '7' })]
      const sealed = await encryptBytes(kms.session, plaintext, from)
      const moved = await reEncryptBytes(kms.session, sealed.bytes, { from, to })
      assert.equal(moved.keyArn, to.keyArn)
      const opened = await decryptBytes(kms.session, moved.bytes, to)
      assert.deepEqual(Buffer.from(opened.bytes), plaintext)
    },
  },
  {
    name: 'upper and lower case are different in a context, and so is one pair more',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const { bytes } = await encryptBytes(kms.session, plaintext, usual(keyArn))
      for (const other of [
        { project: 'Rushes', scene: '12' },
        { Project: 'rushes', scene: '12' },
        { ...context, box: '7' },
      ]) {
        const opened = decryptBytes(kms.session, bytes, usual(keyArn, other))
        assert.equal(await refusalOf(opened), 'InvalidCiphertextException')
      }
    },
  },
  {
    name: 'a blob that goes to another key needs the context that it was made with',
    run: async (kms) => {
      const [from, to] = [usual(await kms.sharedKey()), usual(await kms.newKey(), {})]
      const sealed = await encryptBytes(kms.session, plaintext, from)
      const moved = reEncryptBytes(kms.session, sealed.bytes, { from: { ...from, context: {} }, to })
      assert.equal(await refusalOf(moved), 'InvalidCiphertextException')
    },
  },
  {
    name: 'a blob is opened by the key that it names where none is asked',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const { bytes } = await encryptBytes(kms.session, plaintext, usual(keyArn))
      const opened = await kms.session.call({ operation: 'Decrypt', keyArn }, (sdk) =>
        sdk.decrypt({ CiphertextBlob: bytes, EncryptionContext: context }),
      )
      assert.equal(opened.KeyId, keyArn)
      assert.deepEqual(Buffer.from(opened.Plaintext ?? []), plaintext)
    },
  },
  {
    name: 'a data key is as long as asked, and its blob opens to it',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const made = await dataKey(kms, keyArn, { KeySpec: 'AES_256' })
      assert.equal(made.Plaintext?.length, 32)
      assert.equal((await dataKey(kms, keyArn, { NumberOfBytes: 24 })).Plaintext?.length, 24)
      const opened = await decryptBytes(kms.session, made.CiphertextBlob ?? new Uint8Array(), usual(keyArn))
      assert.deepEqual(opened.bytes, made.Plaintext)
    },
  },
  {
    name: 'a data key can be made without being shown',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const made = await kms.session.call({ operation: 'GenerateDataKeyWithoutPlaintext', keyArn }, (sdk) =>
        sdk.generateDataKeyWithoutPlaintext({ KeyId: keyArn, KeySpec: 'AES_256' }),
      )
      assert.equal('Plaintext' in made, false)
      const opened = await decryptBytes(
        kms.session,
        made.CiphertextBlob ?? new Uint8Array(),
        usual(keyArn, {}),
      )
      assert.equal(opened.bytes.length, 32)
    },
  },
  {
    name: 'a data key pair comes with its private key sealed',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const pair = await kms.session.call({ operation: 'GenerateDataKeyPair', keyArn }, (sdk) =>
        sdk.generateDataKeyPair({ KeyId: keyArn, KeyPairSpec: 'ECC_NIST_P256' }),
      )
      const sealed = pair.PrivateKeyCiphertextBlob ?? new Uint8Array()
      const opened = await decryptBytes(kms.session, sealed, usual(keyArn, {}))
      assert.deepEqual(opened.bytes, pair.PrivateKeyPlaintext)
    },
  },
  {
    name: 'a dry run says whether a key may be used, and does nothing',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const ask = (use: 'GenerateDataKey' | 'Encrypt') =>
        dryRun(kms.session, { use, keyArn, context: new Map() })
      assert.equal((await ask('GenerateDataKey')).outcome, 'allowed')
      assert.equal((await ask('Encrypt')).outcome, 'allowed')
      await disableKey(kms.session, keyArn)
      assert.equal((await ask('GenerateDataKey')).outcome, 'denied')
    },
  },
  {
    name: 'permission to decrypt is asked for without a ciphertext',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const asked = await dryRun(kms.session, { use: 'Decrypt', keyArn, context: new Map() })
      assert.equal(asked.outcome, 'allowed')
    },
  },
  {
    name: 'RSA encrypts with OAEP, as much as its modulus takes',
    run: async (kms) => {
      const keyArn = await kms.sharedKey({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' })
      const options = { keyArn, algorithm: 'RSAES_OAEP_SHA_256', context: {} }
      const sealed = await encryptBytes(kms.session, new Uint8Array(190).fill(7), options)
      const opened = await decryptBytes(kms.session, sealed.bytes, options)
      assert.deepEqual(opened.bytes, new Uint8Array(190).fill(7))
    },
  },
  {
    name: 'RSA encrypts with OAEP and SHA-1 too, and not one byte more than fits',
    run: async (kms) => {
      const keyArn = await kms.sharedKey({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' })
      const options = { keyArn, algorithm: 'RSAES_OAEP_SHA_1', context: {} }
      const sealed = await encryptBytes(kms.session, new Uint8Array(214).fill(7), options)
      const opened = await decryptBytes(kms.session, sealed.bytes, options)
      assert.deepEqual(opened.bytes, new Uint8Array(214).fill(7))
      const more = encryptBytes(kms.session, new Uint8Array(215), options)
      assert.equal(await refusalOf(more), 'ValidationException')
    },
  },
  {
    name: 'an RSA key binds no encryption context',
    run: async (kms) => {
      const keyArn = await kms.sharedKey({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' })
      const bound = encryptBytes(kms.session, plaintext, { keyArn, algorithm: 'RSAES_OAEP_SHA_256', context })
      assert.equal(await refusalOf(bound), 'ValidationException')
    },
  },
  {
    name: 'damage of an RSA ciphertext is told',
    run: async (kms) => {
      const keyArn = await kms.sharedKey({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' })
      const options = { keyArn, algorithm: 'RSAES_OAEP_SHA_256', context: {} }
      const { bytes } = await encryptBytes(kms.session, plaintext, options)
      const opened = decryptBytes(kms.session, bytes.with(9, (bytes[9] ?? 0) ^ 1), options)
      assert.equal(await refusalOf(opened), 'InvalidCiphertextException')
    },
  },
  {
    name: 'a key of another usage encrypts nothing',
    run: async (kms) => {
      const keyArn = await kms.sharedKey({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })
      const wrong = encryptBytes(kms.session, plaintext, usual(keyArn))
      assert.equal(await refusalOf(wrong), 'InvalidKeyUsageException')
    },
  },
  {
    name: 'random bytes are as many as asked',
    run: async (kms) => {
      const { Plaintext } = await kms.session.call({ operation: 'GenerateRandom' }, (sdk) =>
        sdk.generateRandom({ NumberOfBytes: 48 }),
      )
      assert.equal(Plaintext?.length, 48)
    },
  },
]
