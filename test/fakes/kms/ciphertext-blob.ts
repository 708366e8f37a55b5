import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { FakeKey } from './fake-key.ts'

/**
 * A ciphertext blob of the fake: version, key id, material id, IV, AES-256-GCM under the key's material. Key id and
 * encryption context are authenticated, as KMS does it; what the bytes look like is this fake's own matter.
 */
const version = 1
const ivLength = 12
const tagLength = 16
const materialIdLength = 32

export type BlobContext = readonly (readonly [string, string])[]

export function sealBlob(key: FakeKey, plaintext: Uint8Array, context: BlobContext): Uint8Array {
  const material = key.materials.at(-1)
  if (material === undefined) throw new Error('a key without material cannot encrypt')
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', material.bytes, iv, { authTagLength: tagLength })
  cipher.setAAD(aad(key.id, context))
  const id = Buffer.from(key.id, 'latin1')
  return Buffer.concat([
    Uint8Array.of(version, id.length),
    id,
    Buffer.from(material.id, 'hex'),
    iv,
    cipher.update(plaintext),
    cipher.final(),
    cipher.getAuthTag(),
  ])
}

/** The key id that a blob names, or null where the bytes are no blob. */
export function keyIdOfBlob(blob: Uint8Array): string | null {
  const idLength = blob[1] ?? 0
  if (blob[0] !== version || blob.length < 2 + idLength + materialIdLength + ivLength + tagLength) return null
  return Buffer.from(blob.subarray(2, 2 + idLength)).toString('latin1')
}

/** Null where the blob is damaged, under another key, or made with another context: KMS does not tell them apart. */
export function openBlob(
  key: FakeKey,
  blob: Uint8Array,
  context: BlobContext,
): { readonly plaintext: Uint8Array; readonly materialId: string } | null {
  if (keyIdOfBlob(blob) !== key.id) return null
  const rest = Buffer.from(blob.subarray(2 + key.id.length))
  const materialId = rest.subarray(0, materialIdLength).toString('hex')
  const material = key.materials.find(({ id }) => id === materialId)
  if (material === undefined) return null
  const sealed = rest.subarray(materialIdLength + ivLength)
  const iv = rest.subarray(materialIdLength, materialIdLength + ivLength)
  const decipher = createDecipheriv('aes-256-gcm', material.bytes, iv, { authTagLength: tagLength })
  decipher.setAAD(aad(key.id, context))
  decipher.setAuthTag(sealed.subarray(-tagLength))
  try {
    const plaintext = Buffer.concat([decipher.update(sealed.subarray(0, -tagLength)), decipher.final()])
    return { plaintext, materialId }
  } catch {
    return null
  }
}

function aad(keyId: string, context: BlobContext): Buffer {
  const sorted = context.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Buffer.from(JSON.stringify([keyId, sorted]))
}
