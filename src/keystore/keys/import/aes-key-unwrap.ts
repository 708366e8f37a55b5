import { createDecipheriv, timingSafeEqual } from 'node:crypto'
import { Secret } from '../../../main/secret/secret.ts'

const blockLength = 16
const half = 8
/** RFC 5649 section 3: the alternative initial value's constant. */
const alternativeInitialValue = Uint8Array.of(0xa6, 0x59, 0x59, 0xa6)

/**
 * Undoes AES key wrap with padding (RFC 5649 section 4.2) under a key of 32 bytes; null where it was not wrapped like
 * this under this key. AES in CBC mode, of which one block is taken at a time: Electron's BoringSSL has neither AES key
 * wrap nor a name for it. Wipes its own copies; the caller wipes the result.
 */
export function unwrapKeyWithPadding(wrappingKey: Secret, wrapped: Uint8Array): Secret | null {
  if (wrapped.length < blockLength || wrapped.length % half !== 0 || wrappingKey.length !== 32) return null
  const opened = new Uint8Array(new ArrayBuffer(wrapped.length))
  opened.set(wrapped)
  const decryptBlock = blockCipher(wrappingKey)
  try {
    if (opened.length === blockLength) decryptBlock(opened)
    else unwrapBlocks(opened, decryptBlock)
    return materialOf(opened)
  } finally {
    opened.fill(0)
  }
}

/** RFC 3394 section 2.2.2, the index-based unwrapping, in place: the first 8 bytes are A, the others R. */
function unwrapBlocks(opened: Uint8Array, decryptBlock: (block: Uint8Array) => void): void {
  const count = opened.length / half - 1
  const block = new Uint8Array(new ArrayBuffer(blockLength))
  const step = new DataView(block.buffer)
  block.set(opened.subarray(0, half))
  for (let round = 5; round >= 0; round--) {
    for (let index = count; index >= 1; index--) {
      const at = index * half
      // No material is so long that t needs more than 32 bits.
      step.setUint32(4, step.getUint32(4) ^ (count * round + index))
      block.set(opened.subarray(at, at + half), half)
      decryptBlock(block)
      opened.set(block.subarray(half), at)
    }
  }
  opened.set(block.subarray(0, half))
  block.fill(0)
}

/** Section 3: the constant, the length, and zeros alone behind the material, 7 at most. */
function materialOf(opened: Uint8Array): Secret | null {
  const length = new DataView(opened.buffer).getUint32(4)
  const padding = opened.length - half - length
  if (padding < 0 || padding >= half) return null
  const isRight = timingSafeEqual(opened.subarray(0, 4), alternativeInitialValue)
  const isPadded = opened.subarray(half + length).every((byte) => byte === 0)
  return isRight && isPadded && length > 0 ? Secret.take(opened.subarray(half, half + length)) : null
}

/**
 * The inverse of AES of one block, in place. In CBC mode what opens is mixed with the block before it: taking that away
 * leaves the block cipher itself, with one key schedule for all blocks.
 */
function blockCipher(key: Secret): (block: Uint8Array) => void {
  const decipher = key.use((bytes) => createDecipheriv('aes-256-cbc', bytes, new Uint8Array(blockLength)))
  decipher.setAutoPadding(false)
  const before = new Uint8Array(blockLength)
  const given = new Uint8Array(blockLength)
  return (block) => {
    given.set(block)
    const opened = decipher.update(block)
    for (let at = 0; at < blockLength; at++) block[at] = (opened[at] ?? 0) ^ (before[at] ?? 0)
    opened.fill(0)
    before.set(given)
  }
}
