/** Base64 in one line, of a ciphertext, a signature, a public key or an opened text that is shown; never of key material. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
}
