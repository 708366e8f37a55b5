import { constants, createPrivateKey, createPublicKey, privateDecrypt, publicEncrypt } from 'node:crypto'
import { keyLimits } from '../../../../src/shared/kms/key-limits.ts'
import { factsOfSpec } from '../../../../src/shared/kms/key-specs.ts'
import { requireAccess } from '../access.ts'
import { materialIdOfBlob, openBlob, sealBlob, type BlobContext } from '../ciphertext-blob.ts'
import { FakeError } from '../fake-error.ts'
import { currentMaterial, type FakeKey } from '../fake-key.ts'
import type { Input } from '../input.ts'
import { requireState } from '../require-state.ts'
import {
  base64,
  namedKey,
  unsupported,
  wrongUsage,
  type Answer,
  type FakeKeyOperation,
  type OperationScope,
} from './operation.ts'

const mostCiphertext = 6144

/** Encryption and decryption of short messages. */
export const cryptoOperations = {
  Encrypt: { keyFrom: namedKey, crossAccount: true, usesMaterial: true, run: encrypt },
  Decrypt: {
    keyFrom: (scope) => keyOfCiphertext(scope, 'KeyId'),
    crossAccount: true,
    usesMaterial: true,
    run: decrypt,
  },
  ReEncrypt: {
    keyFrom: (scope) => keyOfCiphertext(scope, 'SourceKeyId'),
    crossAccount: true,
    usesMaterial: true,
    grantName: 'ReEncryptFrom',
    run: reEncrypt,
  },
} as const satisfies Record<string, FakeKeyOperation>

/** A dry run that shall not look at the ciphertext needs none. */
export function ignoresCiphertext(input: Input): boolean {
  return input.flag('DryRun') && input.texts('DryRunModifiers').includes('IGNORE_CIPHERTEXT')
}

/** The key that the request names must be the one that the blob names; a blob alone is looked up in the caller's Region. */
function keyOfCiphertext(scope: OperationScope, field: 'KeyId' | 'SourceKeyId'): FakeKey {
  const { input, keys, caller } = scope
  if (ignoresCiphertext(input)) return keys.resolve(input.required(field), caller)
  const blob = input.blob('CiphertextBlob', { most: mostCiphertext })
  const asked = input.text(field)
  const key = asked === undefined ? null : keys.resolve(asked, caller)
  if (key !== null && key.spec !== 'SYMMETRIC_DEFAULT') return key
  const materialId = materialIdOfBlob(blob)
  if (materialId === null) {
    if (key !== null) requireState('Decrypt', key)
    throw new FakeError('InvalidCiphertextException')
  }
  if (key?.materials.some(({ id }) => id === materialId) === true) return key
  if (key !== null) throw new FakeError('IncorrectKeyException')
  const found = keys.keyOfMaterial(materialId, caller)
  if (found === undefined) throw new FakeError('InvalidCiphertextException')
  return found
}

interface Sealing {
  readonly context: BlobContext
  readonly algorithm: string
}

function sealingOf(key: FakeKey, input: Input, half: '' | 'Source' | 'Destination' = ''): Sealing {
  const algorithm = input.text(`${half}EncryptionAlgorithm`) ?? 'SYMMETRIC_DEFAULT'
  const facts = factsOfSpec(key.spec)
  if (key.usage !== 'ENCRYPT_DECRYPT' || facts === null) throw wrongUsage(key, 'encryption')
  if (!(algorithm in facts.encryption)) {
    throw new FakeError('InvalidKeyUsageException', `${algorithm} is not valid for a key of ${key.spec}.`)
  }
  if (facts.kind === 'sm2') throw unsupported(key, 'is SM2, which this fake has no cryptography for.')
  const context = input.context(`${half}EncryptionContext`)
  if (facts.kind !== 'symmetric' && context.length > 0) {
    throw new FakeError('ValidationException', 'EncryptionContext is valid only for symmetric keys.')
  }
  return { algorithm, context }
}

function seal(key: FakeKey, plaintext: Uint8Array, { algorithm, context }: Sealing): Uint8Array {
  if (algorithm === 'SYMMETRIC_DEFAULT') return sealBlob(key, plaintext, context)
  if (plaintext.length > (factsOfSpec(key.spec)?.encryption[algorithm] ?? 0)) {
    throw new FakeError('ValidationException', `the plaintext is too long for ${algorithm} under ${key.spec}`)
  }
  return publicEncrypt({ key: createPublicKey(privateKey(key)), ...oaep(algorithm) }, plaintext)
}

function open(key: FakeKey, blob: Uint8Array, { algorithm, context }: Sealing) {
  if (algorithm === 'SYMMETRIC_DEFAULT') {
    const opened = openBlob(key, blob, context)
    if (opened === null) throw new FakeError('InvalidCiphertextException')
    return opened
  }
  try {
    return {
      plaintext: privateDecrypt({ key: privateKey(key), ...oaep(algorithm) }, blob),
      materialId: undefined,
    }
  } catch {
    throw new FakeError('InvalidCiphertextException')
  }
}

function encrypt(key: FakeKey, { input }: OperationScope): Answer {
  const sealing = sealingOf(key, input)
  const plaintext = input.blob('Plaintext', { most: keyLimits.plaintextBytes })
  return {
    CiphertextBlob: base64(seal(key, plaintext, sealing)),
    KeyId: key.arn,
    EncryptionAlgorithm: sealing.algorithm,
  }
}

function decrypt(key: FakeKey, { input }: OperationScope): Answer {
  const sealing = sealingOf(key, input)
  if (ignoresCiphertext(input)) return {}
  const opened = open(key, input.blob('CiphertextBlob', { most: mostCiphertext }), sealing)
  return {
    Plaintext: base64(opened.plaintext),
    KeyId: key.arn,
    EncryptionAlgorithm: sealing.algorithm,
    KeyMaterialId: opened.materialId,
  }
}

/** Both keys have to be allowed and usable. */
function reEncrypt(source: FakeKey, { input, keys, caller }: OperationScope): Answer {
  const destination = keys.resolve(input.required('DestinationKeyId'), caller)
  const context = input.context('DestinationEncryptionContext')
  requireAccess(destination, caller, { action: 'ReEncryptTo', crossAccount: true, readsOnly: false, context })
  const from = sealingOf(source, input, 'Source')
  const to = sealingOf(destination, input, 'Destination')
  requireState('ReEncrypt', destination)
  if (ignoresCiphertext(input)) return {}
  const opened = open(source, input.blob('CiphertextBlob', { most: mostCiphertext }), from)
  return {
    CiphertextBlob: base64(seal(destination, opened.plaintext, to)),
    SourceKeyId: source.arn,
    KeyId: destination.arn,
    SourceEncryptionAlgorithm: from.algorithm,
    DestinationEncryptionAlgorithm: to.algorithm,
    SourceKeyMaterialId: opened.materialId,
    DestinationKeyMaterialId:
      to.algorithm === 'SYMMETRIC_DEFAULT' ? currentMaterial(destination)?.id : undefined,
  }
}

function oaep(algorithm: string) {
  const oaepHash = algorithm === 'RSAES_OAEP_SHA_1' ? 'sha1' : 'sha256'
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }
}

/** The private key of a key pair. Throws KMSInvalidStateException where it was not imported. */
export function privateKey(key: FakeKey) {
  const bytes = currentMaterial(key)?.bytes
  if (!bytes) throw new FakeError('KMSInvalidStateException', `${key.arn} is pending import.`)
  return createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' })
}
