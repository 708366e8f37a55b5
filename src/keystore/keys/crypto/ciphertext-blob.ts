import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { EncryptionContext } from '../../../main/message/encryption-context.ts'
import { serializeEncryptionContext } from '../../../main/message/encryption-context-codec.ts'
import { Secret } from '../../../main/secret/secret.ts'
import type { RandomBytes } from '../../random-bytes.ts'

/**
 * What Encrypt, ReEncrypt and GenerateDataKey of a symmetric key of this computer give. Byte by byte:
 *
 *      0   4  magic: `KHCB` (4b 48 43 42)
 *      4   1  version: 1
 *      5  16  key id, the UUID's bytes
 *     21  32  key material id
 *     53  12  IV, random
 *     65   n  ciphertext, AES-256-GCM
 *   65+n  16  tag
 *
 * AAD: bytes 0 to 52 ‖ the encryption context serialized as in a message's header (u16 count, pairs sorted by the bytes of
 * their keys, each with u16 lengths; no pairs = no bytes). So the pairs must be the very same, in any order, and upper and
 * lower case are different. A door's wrap under the same material has the bare context as its AAD, which cannot begin
 * with the magic: that would be the count of 19,272 pairs, more than 65,535 bytes hold.
 */
export interface CiphertextBlob {
  readonly keyId: string
  readonly materialId: string
  /** Everything before the IV. */
  readonly header: Uint8Array
  readonly iv: Uint8Array
  readonly ciphertext: Uint8Array
  readonly tag: Uint8Array
}

const magicAndVersion = [0x4b, 0x48, 0x43, 0x42, 1]
const keyIdStart = magicAndVersion.length
const materialIdStart = keyIdStart + 16
const ivStart = materialIdStart + 32
const ivLength = 12
const ciphertextStart = ivStart + ivLength
const tagLength = 16

/** Bytes that a blob is longer than its plaintext. */
export const blobOverhead = ciphertextStart + tagLength

export interface Sealed {
  readonly keyId: string
  readonly materialId: string
  readonly material: Secret
  readonly context: EncryptionContext
}

/** Seals a plaintext. Throws ENCRYPTION_CONTEXT_INVALID. */
export function sealBlob(
  plaintext: Uint8Array,
  { keyId, materialId, material, context }: Sealed,
  random: RandomBytes,
): Uint8Array {
  const blob = new Uint8Array(plaintext.length + blobOverhead)
  blob.set(magicAndVersion)
  blob.set(bytesOf(keyId.replaceAll('-', '')), keyIdStart)
  blob.set(bytesOf(materialId), materialIdStart)
  const iv = random(ivLength)
  blob.set(iv, ivStart)
  const aad = aadOf(blob.subarray(0, ivStart), context)
  const cipher = material.use((key) =>
    createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength }).setAAD(aad),
  )
  blob.set(cipher.update(plaintext), ciphertextStart)
  cipher.final()
  blob.set(cipher.getAuthTag(), ciphertextStart + plaintext.length)
  return blob
}

/** The parts of a blob; null where the bytes are none. Nothing in it is believed before it opened. */
export function parseBlob(bytes: Uint8Array): CiphertextBlob | null {
  if (bytes.length < blobOverhead || magicAndVersion.some((byte, at) => bytes[at] !== byte)) return null
  const end = bytes.length - tagLength
  const id = hexOf(bytes.subarray(keyIdStart, materialIdStart))
  return {
    keyId: [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-'),
    materialId: hexOf(bytes.subarray(materialIdStart, ivStart)),
    header: bytes.subarray(0, ivStart),
    iv: bytes.subarray(ivStart, ciphertextStart),
    ciphertext: bytes.subarray(ciphertextStart, end),
    tag: bytes.subarray(end),
  }
}

/** The plaintext, which the caller wipes; null where the blob, the material or the context is another one. */
export function openBlob(
  { header, iv, ciphertext, tag }: CiphertextBlob,
  { material, context }: Pick<Sealed, 'material' | 'context'>,
): Secret | null {
  const aad = aadOf(header, context)
  const decipher = material.use((key) =>
    createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength }).setAAD(aad),
  )
  decipher.setAuthTag(tag)
  const opened = Secret.take(decipher.update(ciphertext))
  try {
    decipher.final()
    return opened
  } catch {
    opened.wipe()
    return null
  }
}

function aadOf(header: Uint8Array, context: EncryptionContext): Uint8Array {
  const serialized = serializeEncryptionContext(context)
  const aad = new Uint8Array(header.length + serialized.length)
  aad.set(header)
  aad.set(serialized, header.length)
  return aad
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}

/** Of ids, which are public. */
function hexOf(id: Uint8Array): string {
  return Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
