import { createPublicKey, createPrivateKey, randomBytes } from 'node:crypto'
import { sealBlob } from '../ciphertext-blob.ts'
import { FakeError } from '../fake-error.ts'
import { currentMaterial, type FakeKey } from '../fake-key.ts'
import type { Input } from '../input.ts'
import { generateMaterial } from '../key-material.ts'
import {
  base64,
  namedKey,
  wrongUsage,
  type Answer,
  type FakeKeyOperation,
  type OperationScope,
} from './operation.ts'

const use = { keyFrom: namedKey, crossAccount: true, usesMaterial: true } as const

/** Data keys and data key pairs, sealed under a symmetric key. */
export const dataKeyOperations = {
  GenerateDataKey: { ...use, run: (key, scope) => dataKey(key, scope, 'GenerateDataKey') },
  GenerateDataKeyWithoutPlaintext: {
    ...use,
    run: (key, scope) => without('Plaintext', dataKey(key, scope, 'GenerateDataKeyWithoutPlaintext')),
  },
  GenerateDataKeyPair: { ...use, run: dataKeyPair },
  GenerateDataKeyPairWithoutPlaintext: {
    ...use,
    run: (key, scope) => without('PrivateKeyPlaintext', dataKeyPair(key, scope)),
  },
} as const satisfies Record<string, FakeKeyOperation>

function dataKey(key: FakeKey, { input }: OperationScope, operation: string): Answer {
  requireSymmetric(key, operation)
  const plaintext = randomBytes(dataKeyLength(input))
  return {
    CiphertextBlob: base64(sealBlob(key, plaintext, input.context())),
    Plaintext: base64(plaintext),
    KeyId: key.arn,
    KeyMaterialId: currentMaterial(key)?.id,
  }
}

function dataKeyLength(input: Input): number {
  const bytes = input.integer('NumberOfBytes', { least: 1, most: 1024 })
  const spec = input.choice('KeySpec', ['AES_128', 'AES_256'])
  if ((bytes === undefined) === (spec === undefined)) {
    throw new FakeError('ValidationException', 'Please specify either number of bytes or key spec.')
  }
  return bytes ?? (spec === 'AES_128' ? 16 : 32)
}

function dataKeyPair(key: FakeKey, { input }: OperationScope): Answer {
  requireSymmetric(key, 'GenerateDataKeyPair')
  const spec = input.required('KeyPairSpec')
  if (!/^(RSA_|ECC_|SM2)/.test(spec)) {
    throw new FakeError(
      'ValidationException',
      `Value '${spec}' at 'keyPairSpec' failed to satisfy constraint`,
    )
  }
  const pair = generateMaterial(spec)
  const publicKey = createPublicKey(
    createPrivateKey({ key: Buffer.from(pair), format: 'der', type: 'pkcs8' }),
  )
  return {
    PrivateKeyCiphertextBlob: base64(sealBlob(key, pair, input.context())),
    PrivateKeyPlaintext: base64(pair),
    PublicKey: base64(publicKey.export({ format: 'der', type: 'spki' })),
    KeyId: key.arn,
    KeyPairSpec: spec,
    KeyMaterialId: currentMaterial(key)?.id,
  }
}

function requireSymmetric(key: FakeKey, operation: string): void {
  if (key.spec !== 'SYMMETRIC_DEFAULT' || key.usage !== 'ENCRYPT_DECRYPT') throw wrongUsage(key, operation)
}

function without(name: string, answer: Answer): Answer {
  return Object.fromEntries(Object.entries(answer).filter(([field]) => field !== name))
}
