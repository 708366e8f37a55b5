import { createHmac, createPublicKey, timingSafeEqual } from 'node:crypto'
import { factsOfSpec, mostMessageBytes } from '../../../../src/shared/kms/key-specs.ts'
import { FakeError } from '../fake-error.ts'
import { currentMaterial, type FakeKey } from '../fake-key.ts'
import type { Input } from '../input.ts'
import { keyAlgorithms } from '../key-metadata.ts'
import { signatureOf, signatureHolds } from '../signatures.ts'
import { privateKey } from './crypto-operations.ts'
import {
  base64,
  namedKey,
  unsupported,
  wrongUsage,
  type Answer,
  type FakeKeyOperation,
  type OperationScope,
} from './operation.ts'

const use = { keyFrom: namedKey, crossAccount: true, usesMaterial: true } as const

/** Signatures, message authentication codes, and the public half of a key pair. */
export const signOperations = {
  Sign: { ...use, run: sign },
  Verify: { ...use, run: verify },
  GenerateMac: { ...use, run: generateMac },
  VerifyMac: { ...use, run: verifyMac },
  GetPublicKey: { keyFrom: namedKey, crossAccount: true, run: getPublicKey },
} as const satisfies Record<string, FakeKeyOperation>

function sign(key: FakeKey, { input }: OperationScope): Answer {
  const algorithm = signingAlgorithm(key, input, 'Sign')
  const Signature = base64(signatureOf(privateKey(key), messageOf(input, algorithm)))
  return { KeyId: key.arn, Signature, SigningAlgorithm: algorithm }
}

function verify(key: FakeKey, { input }: OperationScope): Answer {
  const algorithm = signingAlgorithm(key, input, 'Verify')
  const signature = input.blob('Signature', { most: 6144 })
  if (!signatureHolds(privateKey(key), messageOf(input, algorithm), signature)) {
    throw new FakeError('KMSInvalidSignatureException')
  }
  return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: algorithm }
}

function signingAlgorithm(key: FakeKey, input: Input, operation: string): string {
  if (key.usage !== 'SIGN_VERIFY') throw wrongUsage(key, operation)
  const algorithm = input.required('SigningAlgorithm')
  if (factsOfSpec(key.spec)?.signing.includes(algorithm) !== true) {
    throw new FakeError(
      'InvalidKeyUsageException',
      `Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`,
    )
  }
  return algorithm
}

function messageOf(input: Input, algorithm: string) {
  const type = input.choice('MessageType', ['RAW', 'DIGEST', 'EXTERNAL_MU']) ?? 'RAW'
  return { algorithm, type, bytes: input.blob('Message', { most: mostMessageBytes }) }
}

function generateMac(key: FakeKey, { input }: OperationScope): Answer {
  const algorithm = macAlgorithm(key, input, 'GenerateMac')
  return { Mac: base64(mac(key, input, algorithm)), MacAlgorithm: algorithm, KeyId: key.arn }
}

function verifyMac(key: FakeKey, { input }: OperationScope): Answer {
  const algorithm = macAlgorithm(key, input, 'VerifyMac')
  const given = input.blob('Mac', { most: 6144 })
  const expected = mac(key, input, algorithm)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new FakeError('KMSInvalidMacException')
  }
  return { KeyId: key.arn, MacValid: true, MacAlgorithm: algorithm }
}

function macAlgorithm(key: FakeKey, input: Input, operation: string): string {
  if (key.usage !== 'GENERATE_VERIFY_MAC') throw wrongUsage(key, operation)
  const algorithm = input.required('MacAlgorithm')
  if (factsOfSpec(key.spec)?.mac.includes(algorithm) === true) return algorithm
  throw new FakeError(
    'InvalidKeyUsageException',
    `Algorithm ${algorithm} is incompatible with key spec ${key.spec}.`,
  )
}

function mac(key: FakeKey, input: Input, algorithm: string): Buffer {
  const bytes = currentMaterial(key)?.bytes
  if (!bytes) throw new FakeError('KMSInvalidStateException', `${key.arn} is pending import.`)
  const message = input.blob('Message', { most: mostMessageBytes })
  return createHmac(`sha${algorithm.slice(-3)}`, bytes)
    .update(message)
    .digest()
}

function getPublicKey(key: FakeKey): Answer {
  const kind = factsOfSpec(key.spec)?.kind
  if (kind === 'symmetric' || kind === 'hmac')
    throw unsupported(key, `is of ${key.spec}, which has no public key.`)
  return {
    KeyId: key.arn,
    PublicKey: base64(createPublicKey(privateKey(key)).export({ format: 'der', type: 'spki' })),
    CustomerMasterKeySpec: key.spec,
    KeySpec: key.spec,
    KeyUsage: key.usage,
    ...keyAlgorithms(key),
  }
}
