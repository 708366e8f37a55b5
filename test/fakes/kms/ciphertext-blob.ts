import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { der, insideDer } from './der.ts'
import { FakeError } from './fake-error.ts'
import { currentMaterial, type FakeKey } from './fake-key.ts'

/**
 * A ciphertext blob of a symmetric key, outwardly as KMS makes them: five bytes that all have, 32 that name the key
 * material, 17 of no meaning to others, and a CMS EncryptedData (RFC 5652, 8) of AES-256-GCM. Base64 of it begins with
 * `AQICAH`, and a data key of 32 bytes makes 184. Key id and encryption context are authenticated.
 */
const prefix = Uint8Array.of(1, 2, 2, 0, 0x78)
const materialIdLength = 32
const innerStart = prefix.length + materialIdLength + 17 + 4
const tagLength = 16
/** Bytes that AWS's blobs are longer than their plaintext and tag. */
const fillLength = 11

const encryptedData = Buffer.from('06092a864886f70d010706', 'hex')
const data = Buffer.from('06092a864886f70d010701', 'hex')
const aes256Gcm = Buffer.from('060960864801650304012e', 'hex')
const zero = Buffer.from('020100', 'hex')
const sixteen = Buffer.from('020110', 'hex')
const [sequence, explicit, implicit, octets] = [0x30, 0xa0, 0x80, 0x04]

export type BlobContext = readonly (readonly [string, string])[]

export function sealBlob(key: FakeKey, plaintext: Uint8Array, context: BlobContext): Uint8Array {
  const material = currentMaterial(key)
  if (!material?.bytes) throw new FakeError('KMSInvalidStateException', `${key.arn} is pending import.`)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', material.bytes, iv, { authTagLength: tagLength })
  cipher.setAAD(aad(key.id, context))
  const sealed = Buffer.concat([
    cipher.update(Buffer.alloc(fillLength)),
    cipher.update(plaintext),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  const algorithm = der(sequence, aes256Gcm, der(sequence, der(octets, iv), sixteen))
  const content = der(sequence, data, algorithm, der(implicit, sealed))
  const inner = der(sequence, encryptedData, der(explicit, der(sequence, zero, content)))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(inner.length)
  const meaningless = Buffer.concat([Uint8Array.of(1), randomBytes(16)])
  return new Uint8Array(Buffer.concat([prefix, Buffer.from(material.id, 'hex'), meaningless, length, inner]))
}

/** The id of the material that a blob names, or null where the bytes are no blob. */
export function materialIdOfBlob(blob: Uint8Array): string | null {
  const bytes = Buffer.from(blob)
  if (bytes.length < innerStart || !bytes.subarray(0, prefix.length).equals(prefix)) return null
  return bytes.subarray(prefix.length, prefix.length + materialIdLength).toString('hex')
}

/** Null where the blob is damaged, under another key, or made with another context: KMS does not tell them apart. */
export function openBlob(
  key: FakeKey,
  blob: Uint8Array,
  context: BlobContext,
): { readonly plaintext: Uint8Array; readonly materialId: string } | null {
  const materialId = materialIdOfBlob(blob)
  const material = key.materials.find(({ id }) => id === materialId)
  if (materialId === null || !material?.bytes) return null
  const inner = blob.subarray(innerStart)
  const content = [sequence, explicit, sequence, sequence]
  const iv = insideDer(inner, [...content, sequence, sequence, octets])
  const sealed = insideDer(inner, [...content, implicit])
  if (iv?.length !== 12 || sealed === null || sealed.length < fillLength + tagLength) return null
  const decipher = createDecipheriv('aes-256-gcm', material.bytes, iv, { authTagLength: tagLength })
  decipher.setAAD(aad(key.id, context))
  decipher.setAuthTag(sealed.subarray(-tagLength))
  try {
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -tagLength)), decipher.final()])
    return { plaintext: plain.subarray(fillLength), materialId }
  } catch {
    return null
  }
}

function aad(keyId: string, context: BlobContext): Buffer {
  const sorted = context.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Buffer.from(JSON.stringify([keyId, sorted]))
}
