import { randomBytes } from 'node:crypto'
import { keyIdOfBlob, openBlob, sealBlob } from '../ciphertext-blob.ts'
import { FakeError } from '../fake-error.ts'
import type { FakeKey } from '../fake-key.ts'
import { requireState } from '../key-states.ts'
import { namedKey, type Answer, type KeyOperation, type OperationScope } from './operation.ts'

/** What uses a key's material. */
export const cryptoOperations = {
  GenerateDataKey: { keyFrom: namedKey, crossAccount: true, run: generateDataKey },
  Encrypt: { keyFrom: namedKey, crossAccount: true, run: encrypt },
  Decrypt: { keyFrom: keyToDecrypt, crossAccount: true, run: decrypt },
} as const satisfies Record<string, KeyOperation>

/** The key that the request names must be the one that the blob names; a blob alone is looked up in the caller's Region. */
function keyToDecrypt({ input, keys, caller }: OperationScope): FakeKey {
  const inBlob = keyIdOfBlob(input.blob('CiphertextBlob', { most: 6144 }))
  const asked = input.text('KeyId')
  const key = asked === undefined ? null : keys.resolve(asked, caller)
  if (inBlob === null) {
    if (key !== null) requireState('Decrypt', key)
    throw new FakeError('InvalidCiphertextException')
  }
  if (key === null) return keys.resolve(inBlob, caller)
  if (key.id !== inBlob) throw new FakeError('IncorrectKeyException')
  return key
}

function requireEncryptionKey(key: FakeKey, operation: string): void {
  if (key.spec === 'SYMMETRIC_DEFAULT' && key.usage === 'ENCRYPT_DECRYPT') return
  throw new FakeError(
    'InvalidKeyUsageException',
    `${key.arn} key usage is ${key.usage} and its spec ${key.spec}, which is not valid for ${operation}.`,
  )
}

function generateDataKey(key: FakeKey, { input }: OperationScope): Answer {
  requireEncryptionKey(key, 'GenerateDataKey')
  const bytes = input.integer('NumberOfBytes', { least: 1, most: 1024 })
  const spec = input.text('KeySpec')
  if ((bytes === undefined) === (spec === undefined)) {
    throw new FakeError('ValidationException', 'Please specify either number of bytes or key spec.')
  }
  const plaintext = randomBytes(bytes ?? (spec === 'AES_128' ? 16 : 32))
  return {
    CiphertextBlob: base64(sealBlob(key, plaintext, input.context())),
    Plaintext: base64(plaintext),
    KeyId: key.arn,
    KeyMaterialId: key.materials.at(-1)?.id,
  }
}

function encrypt(key: FakeKey, { input }: OperationScope): Answer {
  requireEncryptionKey(key, 'Encrypt')
  const plaintext = input.blob('Plaintext', { most: 4096 })
  return {
    CiphertextBlob: base64(sealBlob(key, plaintext, input.context())),
    KeyId: key.arn,
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  }
}

function decrypt(key: FakeKey, { input }: OperationScope): Answer {
  requireEncryptionKey(key, 'Decrypt')
  const opened = openBlob(key, input.blob('CiphertextBlob', { most: 6144 }), input.context())
  if (opened === null) throw new FakeError('InvalidCiphertextException')
  return {
    Plaintext: base64(opened.plaintext),
    KeyId: key.arn,
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    KeyMaterialId: opened.materialId,
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
