import { constants, createDecipheriv, privateDecrypt, type KeyObject } from 'node:crypto'
import { FakeError } from './fake-error.ts'

/**
 * Undoes the wrapping of key material: RSAES-OAEP, or AES-KWP (RFC 5649) under a 256-bit key that RSAES-OAEP wraps.
 * Throws InvalidCiphertextException.
 */
export function unwrapMaterial(algorithm: string, privateKey: KeyObject, wrapped: Uint8Array): Uint8Array {
  const oaepHash = algorithm.endsWith('SHA_1') ? 'sha1' : 'sha256'
  const oaep = { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }
  const modulus = (privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8
  try {
    if (algorithm.startsWith('RSAES')) return privateDecrypt(oaep, wrapped)
    const aes = privateDecrypt(oaep, wrapped.subarray(0, modulus))
    const decipher = createDecipheriv('id-aes256-wrap-pad', aes, Buffer.from('a65959a6', 'hex'))
    return Buffer.concat([decipher.update(wrapped.subarray(modulus)), decipher.final()])
  } catch {
    throw new FakeError('InvalidCiphertextException')
  }
}
