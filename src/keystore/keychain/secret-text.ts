import { Secret } from '../../main/secret/secret.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * A secret as base64url without padding (RFC 4648 section 5). Keychains hold text, so this is the one place where key
 * bytes become a string, which nothing can wipe; it goes to the keychain and nowhere else.
 */
export function secretToKeychainText(secret: Secret): string {
  return secret.use((bytes) => {
    const codes: number[] = []
    for (let bit = 0; bit < bytes.length * 8; bit += 6) codes.push(alphabet.charCodeAt(sixBits(bytes, bit)))
    return String.fromCharCode(...codes)
  })
}

/** The way back, for a secret of `length` bytes; undefined for any text but the one that would be written. */
export function secretFromKeychainText(text: string, length: number): Secret | undefined {
  const bytes = Buffer.alloc(length)
  for (let index = 0; index < text.length; index += 1) {
    const value = alphabet.indexOf(text.charAt(index))
    if (value === -1 || !putSixBits(bytes, index * 6, value)) {
      bytes.fill(0)
      return undefined
    }
  }
  const secret = Secret.take(bytes)
  if (text.length === Math.ceil((length * 8) / 6)) return secret
  secret.wipe()
  return undefined
}

/** Six bits from bit `start` on, zeros behind the end. */
function sixBits(bytes: Uint8Array, start: number): number {
  const at = start >> 3
  const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  return (pair >> (10 - (start & 7))) & 0x3f
}

/** False where a set bit would fall behind the end. */
function putSixBits(bytes: Uint8Array, start: number, value: number): boolean {
  const at = start >> 3
  const pair = value << (10 - (start & 7))
  const isWithin = (byte: number, offset: number): boolean => offset < bytes.length || byte === 0
  if (!isWithin(pair >> 8, at) || !isWithin(pair & 0xff, at + 1)) return false
  if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) | (pair >> 8)
  if (at + 1 < bytes.length) bytes[at + 1] = (bytes[at + 1] ?? 0) | (pair & 0xff)
  return true
}
