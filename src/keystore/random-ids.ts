import type { RandomBytes } from './random-bytes.ts'

/** A version 4 UUID (RFC 9562) from the given randomness: ids of stores and keys. */
export function randomUuid(random: RandomBytes): string {
  const bytes = random(16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const digits = hexDigits(bytes)
  const groups = [0, 8, 12, 16, 20].map((start, group) => digits.slice(start, [8, 12, 16, 20, 32][group]))
  return groups.join('-')
}

/** 64 lower-case hex digits, the form of KMS's KeyMaterialId. It names key material and says nothing about it. */
export function randomKeyMaterialId(random: RandomBytes): string {
  return hexDigits(random(32))
}

function hexDigits(id: Uint8Array): string {
  return Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
