import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { HashName } from './signing-algorithm.ts'

const trailer = 0xbc
const zeros = new Uint8Array(8)

/**
 * EMSA-PSS of a digest for a modulus of whole bytes, the salt as long as the hash, MGF1 with the same hash. RFC 8017,
 * 9.1.1. The salt is not secret.
 */
export function encodePss(hash: HashName, digest: Uint8Array, length: number): Uint8Array {
  const salt = randomBytes(digest.length)
  const h = hashOf(hash, digest, salt)
  const encoded = new Uint8Array(length)
  const block = encoded.subarray(0, length - h.length - 1)
  block[block.length - salt.length - 1] = 1
  block.set(salt, block.length - salt.length)
  mask(hash, h, block)
  clearTopBit(block)
  encoded.set(h, block.length)
  encoded[length - 1] = trailer
  return encoded
}

/** RFC 8017, 9.1.2, for a salt as long as the hash and no other. */
export function pssHolds(hash: HashName, digest: Uint8Array, encoded: Uint8Array): boolean {
  const end = encoded.length - digest.length - 1
  const block = Uint8Array.from(encoded.subarray(0, end))
  const h = encoded.subarray(end, encoded.length - 1)
  if (encoded.at(-1) !== trailer || ((encoded[0] ?? 0) & 0x80) !== 0) return false
  mask(hash, h, block)
  clearTopBit(block)
  const start = block.length - digest.length - 1
  const isPadded = block[start] === 1 && block.subarray(0, start).every((byte) => byte === 0)
  return isPadded && timingSafeEqual(h, hashOf(hash, digest, block.subarray(start + 1)))
}

function hashOf(hash: HashName, digest: Uint8Array, salt: Uint8Array): Uint8Array {
  return createHash(hash).update(zeros).update(digest).update(salt).digest()
}

/** The encoded message is one bit shorter than the modulus. */
function clearTopBit(block: Uint8Array): void {
  block[0] = (block[0] ?? 0) & 0x7f
}

/** MGF1 (RFC 8017, B.2.1), mixed into the block. */
function mask(hash: HashName, seed: Uint8Array, block: Uint8Array): void {
  const counter = new Uint8Array(4)
  for (let made = 0, count = 0; made < block.length; count += 1) {
    new DataView(counter.buffer).setUint32(0, count)
    const part = createHash(hash).update(seed).update(counter).digest()
    for (const byte of part.subarray(0, block.length - made)) {
      block[made] = (block[made] ?? 0) ^ byte
      made += 1
    }
  }
}
