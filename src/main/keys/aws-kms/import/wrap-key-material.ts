import { constants, createPublicKey, publicEncrypt, type KeyObject } from 'node:crypto'
import type { ImportDraft } from '../../../../shared/model/key-page.ts'
import { VaultError } from '../../../../shared/vault-error.ts'
import { Secret } from '../../../secret/secret.ts'
import { wrapKeyWithPadding } from './aes-key-wrap.ts'

/** RFC 8017 section 7.1.1 with SHA-256: two hashes and two bytes of the modulus are not the message's. */
const oaepOverhead = 66

/**
 * Key material, encrypted so that AWS KMS alone can read it. RSA_AES_KEY_WRAP_SHA_256 encrypts it with an AES key of its
 * own (RFC 5649), and that one with the public key (RSAES-OAEP, SHA-256): both, one after the other. Throws
 * KEY_MATERIAL_INVALID {reason: tooLongForWrapping}, and KMS_ANSWER_INVALID for a public key that is not what was asked for.
 */
export function wrapKeyMaterial(
  material: Secret,
  publicKeyDer: Uint8Array,
  { wrapping, wrappingSpec }: Pick<ImportDraft, 'wrapping' | 'wrappingSpec'>,
): Uint8Array {
  const bits = Number(wrappingSpec.slice('RSA_'.length))
  const publicKey = readPublicKey(publicKeyDer, bits)
  if (wrapping === 'RSAES_OAEP_SHA_256') {
    const limit = bits / 8 - oaepOverhead
    if (material.length > limit) throw tooLong(material.length, limit)
    return oaep(publicKey, material)
  }
  const wrappingKey = Secret.random(32)
  try {
    const first = oaep(publicKey, wrappingKey)
    const second = wrapKeyWithPadding(wrappingKey, material)
    const both = new Uint8Array(first.length + second.length)
    both.set(first)
    both.set(second, first.length)
    return both
  } finally {
    wrappingKey.wipe()
  }
}

function oaep(key: KeyObject, plaintext: Secret): Uint8Array {
  return plaintext.use((bytes) =>
    publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, bytes),
  )
}

function readPublicKey(der: Uint8Array, bits: number): KeyObject {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
    if (key.asymmetricKeyType === 'rsa' && key.asymmetricKeyDetails?.modulusLength === bits) return key
  } catch (error) {
    throw notThatKey(error)
  }
  throw notThatKey(undefined)
}

function notThatKey(cause: unknown): VaultError {
  return new VaultError('KMS_ANSWER_INVALID', 'aws kms sent no wrapping key of the kind it was asked for', {
    cause,
    facts: { action: 'kms:GetParametersForImport' },
  })
}

function tooLong(bytes: number, limit: number): VaultError {
  return new VaultError(
    'KEY_MATERIAL_INVALID',
    'it is too long for RSAES_OAEP_SHA_256; wrap it the other way',
    {
      facts: { reason: 'tooLongForWrapping', bytes, limit },
    },
  )
}
