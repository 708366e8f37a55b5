import { constants, privateDecrypt, publicEncrypt } from 'node:crypto'
import { factsOfSpec } from '../../../shared/kms/key-specs.ts'
import type { RuledOperation } from '../../../shared/model/local-key.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { EncryptionContext } from '../../../main/message/encryption-context.ts'
import { Secret } from '../../../main/secret/secret.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { KeyEntry } from '../key-entry.ts'
import { openMaterial } from '../material/open-material.ts'
import { reservedUses } from '../usage/reserved-uses.ts'
import { openBlob, parseBlob, sealBlob, type CiphertextBlob } from './ciphertext-blob.ts'
import { currentMaterial, keyInUse, requireLength } from './key-in-use.ts'
import { privateKeyOf, publicKeyOf } from './private-key.ts'

/** One side of an encryption: which key, how, and bound to what. */
export interface Side {
  readonly keyId: string
  readonly algorithm: string
  readonly context: EncryptionContext
}

export interface Named {
  /** As rules and the table of states call it. */
  readonly operation: Extract<RuledOperation, 'Encrypt' | 'Decrypt' | 'ReEncrypt' | 'GenerateDataKey'>
}

const symmetric = 'SYMMETRIC_DEFAULT'

/** A key that seals. Throws as `keyInUse`, and INVALID_REQUEST for a context on an RSA key. */
export function sealingKey(
  store: OpenStore,
  { keyId, algorithm, context }: Side,
  { operation }: Named,
): KeyEntry {
  requirePlainContext(algorithm, context)
  const use = { kmsOperation: operation, usage: 'ENCRYPT_DECRYPT', operation, algorithm, context } as const
  return keyInUse(store, keyId, { ...use, protects: true })
}

/**
 * Seals under the key's current material: a blob (`ciphertext-blob.ts`), or for an RSA key what RSAES-OAEP gives, with
 * nothing around it. Throws INVALID_REQUEST for a plaintext that is too long, and UsesSpent.
 */
export function seal(
  store: OpenStore,
  entry: KeyEntry,
  { plaintext, algorithm, context }: Omit<Side, 'keyId'> & { readonly plaintext: Uint8Array },
): { readonly keyMaterialId: string; readonly ciphertext: Uint8Array } {
  const { keyId, spec } = entry.key
  requireLength(plaintext, factsOfSpec(spec)?.encryption[algorithm] ?? 0)
  const record = currentMaterial(entry)
  const { materialId } = record
  if (algorithm !== symmetric) {
    const key = publicKeyOf(record)
    return { keyMaterialId: materialId, ciphertext: publicEncrypt({ key, ...oaep(algorithm) }, plaintext) }
  }
  reservedUses(store).spend(keyId, materialId)
  const material = openMaterial(store, record)
  try {
    const ciphertext = sealBlob(plaintext, { keyId, materialId, material, context }, store.random)
    return { keyMaterialId: materialId, ciphertext }
  } finally {
    material.wipe()
  }
}

/** What opened, under which key. The caller wipes it. */
export interface Opened {
  readonly keyId: string
  readonly keyMaterialId: string
  readonly plaintext: Secret
}

/**
 * Opens what `seal` made. Without a key id the blob names its key. Throws KEY_WRONG_KEY where it names another one than
 * was asked, KEY_CIPHERTEXT_INVALID where it is damaged, no such thing, or made with another context (KMS does not tell
 * these apart either), KEY_NOT_FOUND where the key that it names is not here, and as `keyInUse`.
 */
export function open(
  store: OpenStore,
  { ciphertext, keyId: asked, algorithm, context }: Omit<Side, 'keyId'> & Ciphertext,
  { operation }: Named,
): Opened {
  const blob = algorithm === symmetric ? parseBlob(ciphertext) : null
  const keyId = asked ?? blob?.keyId
  if (keyId === undefined) throw invalidCiphertext()
  requirePlainContext(algorithm, context)
  const use = { kmsOperation: operation, usage: 'ENCRYPT_DECRYPT', operation, algorithm, context } as const
  const entry = keyInUse(store, keyId, { ...use, protects: false })
  if (algorithm !== symmetric) return openRsa(store, entry, { ciphertext, algorithm })
  if (blob === null) throw invalidCiphertext()
  if (blob.keyId !== keyId)
    throw new VaultError('KEY_WRONG_KEY', 'this was made with another key', { facts: { key: blob.keyId } })
  return { keyId, keyMaterialId: blob.materialId, plaintext: openSymmetric(store, entry, { blob, context }) }
}

interface Ciphertext {
  readonly keyId: string | null
  readonly ciphertext: Uint8Array
}

function openSymmetric(
  store: OpenStore,
  { materials }: KeyEntry,
  { blob, context }: { readonly blob: CiphertextBlob; readonly context: EncryptionContext },
): Secret {
  const record = materials.get(blob.materialId)
  if (record === undefined || record.state === 'PENDING_ROTATION') throw invalidCiphertext()
  const material = openMaterial(store, record)
  try {
    const plaintext = openBlob(blob, { material, context })
    if (plaintext === null) throw invalidCiphertext()
    return plaintext
  } finally {
    material.wipe()
  }
}

function openRsa(
  store: OpenStore,
  entry: KeyEntry,
  { ciphertext, algorithm }: { readonly ciphertext: Uint8Array; readonly algorithm: string },
): Opened {
  const record = currentMaterial(entry)
  const key = privateKeyOf(store, record)
  try {
    const plaintext = Secret.take(privateDecrypt({ key, ...oaep(algorithm) }, ciphertext))
    return { keyId: entry.key.keyId, keyMaterialId: record.materialId, plaintext }
  } catch {
    throw invalidCiphertext()
  }
}

/** MGF1 has the same hash. */
function oaep(algorithm: string) {
  const oaepHash = algorithm === 'RSAES_OAEP_SHA_1' ? 'sha1' : 'sha256'
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }
}

function requirePlainContext(algorithm: string, context: EncryptionContext): void {
  if (algorithm === symmetric || context.size === 0) return
  throw new VaultError('INVALID_REQUEST', 'only symmetric keys bind an encryption context', {
    facts: { reason: 'context' },
  })
}

function invalidCiphertext(): VaultError {
  return new VaultError(
    'KEY_CIPHERTEXT_INVALID',
    'this does not open: it is damaged, made with another encryption context, or not what a key here makes',
  )
}
