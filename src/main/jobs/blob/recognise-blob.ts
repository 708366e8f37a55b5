import type { FormatChoice } from '../../../shared/model/plan.ts'
import { base64File, mostBlobBytes } from '../../keys/aws-kms/use/ciphertext-blob.ts'

/** A KMS ciphertext blob as a file holds it. */
export type BlobForm = Exclude<FormatChoice, 'message'>

export interface FoundBlob {
  readonly form: BlobForm
  /** It is built as AWS KMS builds it, to its last byte. Else it only begins like a blob, and a person is asked. */
  readonly isCertain: boolean
}

const leastBlobBytes = 60
/** Characters that tell whether a file can be Base64 of a blob. */
const firstLook = 128

/**
 * AWS does not say how a blob is built. What is seen of all of them: five bytes, 32 for the key material, 17 more, a
 * length, and a CMS EncryptedData (RFC 5652, section 8) of that length. Base64 of it begins with `AQICAHh` or `AQIDAHh`.
 */
const cmsAt = 58
const encryptedData = Buffer.from('06092a864886f70d010706', 'hex')
const encryptedDataWithin = 16

/** What emulators of KMS begin a blob with: the key's id, after at most two bytes. */
const keyIdFirst =
  /^[\s\S]{0,2}?(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/
const longestKeyId = 38

/** Tells whether the bytes of a whole file are a blob, raw or as Base64 text; null where they are none. */
export function recogniseBlob(file: Uint8Array): FoundBlob | null {
  const raw = lookOf(file)
  if (raw !== null) return { form: 'kmsBlob', isCertain: raw === 'certain' }
  // Most files are none: their first characters tell, before all of them are looked at.
  const begin = base64File(file.subarray(0, firstLook), true)
  const decoded = begin === null || !beginsLikeBlob(begin) ? null : base64File(file)
  const text = decoded === null ? null : lookOf(decoded)
  return text === null ? null : { form: 'kmsBlobBase64', isCertain: text === 'certain' }
}

function lookOf(bytes: Uint8Array): 'certain' | 'likely' | null {
  if (bytes.length < leastBlobBytes || bytes.length > mostBlobBytes) return null
  if (beginsAsOfAws(bytes)) return isWholeCms(bytes) ? 'certain' : 'likely'
  return beginsLikeBlob(bytes) && bytes.some((byte) => byte >= 0x80) ? 'likely' : null
}

function beginsLikeBlob(bytes: Uint8Array): boolean {
  const begin = Buffer.from(bytes.subarray(0, longestKeyId + 2)).toString('latin1')
  return beginsAsOfAws(bytes) || keyIdFirst.test(begin)
}

const inFamily = (byte: number): boolean => byte >= 1 && byte <= 3

function beginsAsOfAws([version, second = 0, third = 0, fourth, fifth]: Uint8Array): boolean {
  return version === 1 && inFamily(second) && inFamily(third) && fourth === 0 && fifth === 0x78
}

function isWholeCms(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.readUInt32BE(cmsAt - 4) !== bytes.length - cmsAt) return false
  return view.subarray(cmsAt, cmsAt + encryptedDataWithin).includes(encryptedData)
}
