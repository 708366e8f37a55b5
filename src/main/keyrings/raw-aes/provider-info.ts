import { join, readU32, sameBytes, u32 } from '../../message/bytes.ts'

/** Bytes of the IV and tag of a raw AES wrap. FORMAT.md section 14.2. */
export const wrapIvLength = 12
export const wrapTagLength = 16
const tagBits = wrapTagLength * 8
/** Bytes behind the name: u32 tag length in bits, u32 IV length in bytes, IV. */
const suffixLength = 4 + 4 + wrapIvLength

/** The provider info of a raw AES door: name, lengths and IV. Always bytes: the IV is random and no text. */
export function writeRawAesInfo(name: Uint8Array, iv: Uint8Array): Uint8Array {
  return join([name, u32(tagBits), u32(wrapIvLength), iv])
}

/**
 * The name and IV in a raw AES provider info, or undefined where the bytes are not one (too short, or other
 * lengths).
 */
export function readRawAesInfo(
  info: Uint8Array,
): { readonly name: Uint8Array; readonly iv: Uint8Array } | undefined {
  const nameLength = info.length - suffixLength
  if (nameLength < 0) return undefined
  if (readU32(info, nameLength) !== tagBits || readU32(info, nameLength + 4) !== wrapIvLength)
    return undefined
  return { name: info.slice(0, nameLength), iv: info.slice(nameLength + 8) }
}

/**
 * The IV where the info belongs to exactly this name; a name that is a prefix of another's does not match.
 */
export function ivForName(info: Uint8Array, name: Uint8Array): Uint8Array | undefined {
  const read = readRawAesInfo(info)
  return read && sameBytes(read.name, name) ? read.iv : undefined
}
