import { randomBytes } from 'node:crypto'
import { VaultError } from '../../../shared/vault-error.ts'
import { openGcm, sealGcm } from '../../message/aes-gcm.ts'
import { join } from '../../message/bytes.ts'
import { serializeEncryptionContext } from '../../message/encryption-context-codec.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import { Secret } from '../../secret/secret.ts'
import { wrapIvLength, wrapTagLength } from './provider-info.ts'

/** A wrapped data key: `ciphertext` is the encrypted key and its 16-byte tag. */
export interface AesWrappedKey {
  readonly iv: Uint8Array
  readonly ciphertext: Uint8Array
}

export interface AesWrapRequest {
  /** 16, 24 or 32 bytes, whatever the suite's key length is. */
  readonly wrappingKey: Secret
  /** The full encryption context; its serialization is the AAD. */
  readonly context: EncryptionContext
  readonly dataKey: Secret
  readonly random?: (length: number) => Uint8Array
}

export interface AesUnwrapRequest extends AesWrappedKey {
  readonly wrappingKey: Secret
  readonly context: EncryptionContext
}

/**
 * Wraps a data key with AES-GCM under a fresh random IV. FORMAT.md section 14.2. Throws SECRET_WIPED,
 * ENCRYPTION_CONTEXT_INVALID.
 */
export function wrapWithAes(request: AesWrapRequest): AesWrappedKey {
  const { wrappingKey, context, dataKey, random = randomBytes } = request
  const aad = serializeEncryptionContext(context)
  const iv = new Uint8Array(random(wrapIvLength))
  return wrappingKey.use((key) => {
    const use = { cipher: cipherFor(key), key, iv, aad }
    const { ciphertext, tag } = dataKey.use((bytes) => sealGcm(use, bytes))
    return { iv, ciphertext: join([ciphertext, tag]) }
  })
}

/**
 * Unwraps a data key; the caller owns and wipes it. Throws DATA_KEY_DAMAGED where the wrapped key, the
 * context or the wrapping key is not the one it was made with.
 */
export function unwrapWithAes(request: AesUnwrapRequest): Secret {
  const { wrappingKey, context, iv, ciphertext } = request
  const encryptedLength = ciphertext.length - wrapTagLength
  if (iv.length !== wrapIvLength || encryptedLength < 0) throw damaged()
  const aad = serializeEncryptionContext(context)
  return wrappingKey.use((key) => {
    const sealed = {
      ciphertext: ciphertext.subarray(0, encryptedLength),
      tag: ciphertext.subarray(encryptedLength),
    }
    const bytes = openGcm({ cipher: cipherFor(key), key, iv, aad }, sealed)
    if (bytes === null) throw damaged()
    return Secret.take(bytes)
  })
}

function cipherFor(key: Uint8Array): 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm' {
  if (key.length === 32) return 'aes-256-gcm'
  if (key.length === 24) return 'aes-192-gcm'
  if (key.length === 16) return 'aes-128-gcm'
  throw new VaultError('INVALID_REQUEST', 'an AES wrapping key has 16, 24 or 32 bytes')
}

function damaged(): VaultError {
  return new VaultError(
    'DATA_KEY_DAMAGED',
    'the wrapped data key does not open: it, the encryption context or the key is not the one it was made with',
  )
}
