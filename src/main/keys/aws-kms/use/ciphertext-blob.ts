/** The longest ciphertext blob that Decrypt takes, in bytes. */
export const mostBlobBytes = 6144

/** Base64 of such a blob, with a line break after every 64 characters and some to spare. */
export const mostBlobFileBytes = 8704

/**
 * The ciphertext blob in what a file or a text holds: the bytes themselves, or Base64 of them, as `aws kms encrypt` prints
 * it. A blob is random bytes but for its first few, so one that reads as Base64 to its end is Base64.
 */
export function ciphertextBlobOf(content: Uint8Array): Uint8Array {
  return base64File(content) ?? content
}

/** The bytes that the Base64 in a file stands for; null where it holds anything else. `isPart`: it may be cut at its end. */
export function base64File(content: Uint8Array, isPart = false): Uint8Array | null {
  const text = Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1')
  return base64Bytes(isPart ? wholeGroups(text) : text)
}

/** The bytes of Base64 in its strict form, spaces and line breaks apart; null for anything else, also for nothing. */
export function base64Bytes(text: string): Uint8Array | null {
  const bare = withoutSpaces(text)
  if (bare === '' || bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(bare)) return null
  const padding = bare.endsWith('==') ? 2 : bare.endsWith('=') ? 1 : 0
  const bytes = Buffer.alloc((bare.length / 4) * 3 - padding)
  bytes.write(bare, 'base64')
  return bytes
}

/** What of a text that is cut at its end stands for whole bytes. */
function wholeGroups(text: string): string {
  const bare = withoutSpaces(text)
  return bare.slice(0, bare.length - (bare.length % 4))
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/[ \t\r\n]/g, '')
}
