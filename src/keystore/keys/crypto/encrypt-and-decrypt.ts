import { Secret } from '../../../main/secret/secret.ts'
import type { KeystoreInput, KeystoreOutput } from '../../protocol.ts'
import type { OpenStore } from '../../store/open-store.ts'
import { open, seal, sealingKey, type Opened } from './seal-and-open.ts'

/** Encrypts a short text under a key. Throws as `sealingKey` and `seal`. The plaintext is the caller's to wipe. */
export function encrypt(store: OpenStore, input: KeystoreInput<'encrypt'>): KeystoreOutput<'encrypt'> {
  const { keyId, algorithm, plaintext } = input
  const side = { keyId, algorithm, context: new Map(input.context) }
  return { keyId, ...seal(store, sealingKey(store, side, { operation: 'Encrypt' }), { ...side, plaintext }) }
}

/** Decrypts it again; the caller wipes the plaintext. Throws as `open`. */
export function decrypt(store: OpenStore, input: KeystoreInput<'decrypt'>): Opened {
  return open(store, { ...input, context: new Map(input.context) }, { operation: 'Decrypt' })
}

/** Seals under another key or context what one key has sealed; the plaintext never leaves. Throws as both. */
export function reEncrypt(store: OpenStore, input: KeystoreInput<'reEncrypt'>): KeystoreOutput<'reEncrypt'> {
  const { from, to, ciphertext } = input
  const target = { ...to, context: new Map(to.context) }
  const source = { ...from, context: new Map(from.context), ciphertext }
  const destination = sealingKey(store, target, { operation: 'ReEncrypt' })
  const opened = open(store, source, { operation: 'ReEncrypt' })
  try {
    const sealed = opened.plaintext.use((plaintext) => seal(store, destination, { ...target, plaintext }))
    return { fromKeyId: opened.keyId, fromKeyMaterialId: opened.keyMaterialId, keyId: to.keyId, ...sealed }
  } finally {
    opened.plaintext.wipe()
  }
}

/** Random bytes, and the same sealed under a symmetric key. The caller wipes the bytes. Throws as `sealingKey`. */
export function generateDataKey(
  store: OpenStore,
  { keyId, length, context: pairs }: KeystoreInput<'generateDataKey'>,
): { readonly keyMaterialId: string; readonly ciphertext: Uint8Array; readonly plaintext: Secret } {
  const side = { keyId, algorithm: 'SYMMETRIC_DEFAULT', context: new Map(pairs) }
  const entry = sealingKey(store, side, { operation: 'GenerateDataKey' })
  const plaintext = Secret.take(store.random(length))
  try {
    return { plaintext, ...plaintext.use((bytes) => seal(store, entry, { ...side, plaintext: bytes })) }
  } catch (error) {
    plaintext.wipe()
    throw error
  }
}
