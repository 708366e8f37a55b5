import { VaultError } from '../../shared/vault-error.ts'
import { join, u16 } from './bytes.ts'
import type { EncryptionContext } from './encryption-context.ts'

const encoder = new TextEncoder()
/** The longest serialization, pair count included: it must fit the header's u16. FORMAT.md section 16. */
const longestSerialization = 65_535

/**
 * `EC(map)`: u16 pair count, then each pair as LP(key) LP(value), sorted by the UTF-8 bytes of the key; an
 * empty map is zero bytes. It is the AAD of raw AES wrapping and, with a u16 length before it, the header's
 * AAD section. Throws ENCRYPTION_CONTEXT_INVALID for text that is not well-formed or does not fit. FORMAT.md
 * section 3.
 */
export function serializeEncryptionContext(context: EncryptionContext): Uint8Array {
  if (context.size === 0) return new Uint8Array(0)
  if (context.size > 0xffff) throw tooLong()
  const pairs = [...context].map(([key, value]) => ({ key: encodeText(key), value: encodeText(value) }))
  pairs.sort((a, b) => Buffer.compare(a.key, b.key))
  const bytes = join([
    u16(pairs.length),
    ...pairs.flatMap(({ key, value }) => [u16(key.length), key, u16(value.length), value]),
  ])
  if (bytes.length > longestSerialization) throw tooLong()
  return bytes
}

/**
 * Reads `EC(map)`, in any order of keys. Throws ENCRYPTION_CONTEXT_INVALID for a duplicate key, invalid
 * UTF-8, a pair count of 0, or pairs that do not fill the bytes exactly.
 */
export function parseEncryptionContext(bytes: Uint8Array): EncryptionContext {
  const context = new Map<string, string>()
  if (bytes.length === 0) return context
  let offset = 0
  const takeLength = (): number => {
    const [high = 0, low] = [bytes[offset], bytes[offset + 1]]
    if (low === undefined) throw invalid('its pairs end too early')
    offset += 2
    return (high << 8) | low
  }
  const takeText = (): string => {
    const length = takeLength()
    if (offset + length > bytes.length) throw invalid('its pairs end too early')
    const text = decodeText(bytes.subarray(offset, offset + length))
    offset += length
    return text
  }
  const count = takeLength()
  if (count === 0) throw invalid('it counts no pairs')
  for (let pair = 0; pair < count; pair += 1) {
    const key = takeText()
    if (context.has(key)) throw invalid('it holds a key twice')
    context.set(key, takeText())
  }
  if (offset !== bytes.length) throw invalid('bytes are left over after its pairs')
  return context
}

function encodeText(text: string): Uint8Array {
  if (!text.isWellFormed()) throw invalid('a key or value is not well-formed text')
  const bytes = encoder.encode(text)
  if (bytes.length > 0xffff) throw tooLong()
  return bytes
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new VaultError(
      'ENCRYPTION_CONTEXT_INVALID',
      'the encryption context is not valid: a key or value is not UTF-8',
      { cause },
    )
  }
}

function tooLong(): VaultError {
  return invalid('it is longer than 65535 bytes; use fewer or shorter pairs')
}

function invalid(why: string): VaultError {
  return new VaultError('ENCRYPTION_CONTEXT_INVALID', `the encryption context is not valid: ${why}`)
}
