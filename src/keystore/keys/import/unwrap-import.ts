import { constants, createPrivateKey, privateDecrypt, type KeyObject } from 'node:crypto'
import { Secret } from '../../../main/secret/secret.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { OpenStore } from '../../store/open-store.ts'
import { unwrapKeyWithPadding } from './aes-key-unwrap.ts'
import type { ImportToken } from './import-tokens.ts'
import { openKept } from './kept-secrets.ts'

const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const

/**
 * Material that was wrapped for a token's public key: RSAES_OAEP_SHA_256, or RSA_AES_KEY_WRAP_SHA_256, which is an AES key
 * wrapped like that and the material wrapped with it (RFC 5649), one after the other. The caller wipes it. Throws
 * KEY_CIPHERTEXT_INVALID, as KMS does.
 */
export function unwrapImport(
  store: OpenStore,
  { record, wrapping }: ImportToken,
  wrapped: Uint8Array,
): Secret {
  const key = wrappingKeyOf(store, record)
  const modulusBytes = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8
  const first = decrypt(
    key,
    wrapped.subarray(0, wrapping === 'RSAES_OAEP_SHA_256' ? undefined : modulusBytes),
  )
  if (wrapping === 'RSAES_OAEP_SHA_256') return first
  try {
    const material = unwrapKeyWithPadding(first, wrapped.subarray(modulusBytes))
    if (material === null) throw invalid()
    return material
  } finally {
    first.wipe()
  }
}

function wrappingKeyOf(store: OpenStore, record: ImportToken['record']): KeyObject {
  const encoding = openKept(store, record)
  try {
    return encoding.use(({ buffer, byteOffset, length }) =>
      createPrivateKey({ key: Buffer.from(buffer, byteOffset, length), format: 'der', type: 'pkcs8' }),
    )
  } finally {
    encoding.wipe()
  }
}

function decrypt(key: KeyObject, wrapped: Uint8Array): Secret {
  try {
    return Secret.take(privateDecrypt({ key, ...oaep }, wrapped))
  } catch {
    throw invalid()
  }
}

function invalid(): VaultError {
  return new VaultError('KEY_CIPHERTEXT_INVALID', 'this was not wrapped with the public key of this import', {
    facts: { reason: 'wrapping' },
  })
}
