import { createCipheriv } from 'node:crypto'
import type { Secret } from '../../../secret/secret.ts'

/** AES in CBC mode, of which one block is taken at a time: Electron's BoringSSL has neither AES key wrap nor a name for it. */
const ciphers: Readonly<Record<number, string>> = { 24: 'aes-192-cbc', 32: 'aes-256-cbc' }
const blockLength = 16
const half = 8
/** RFC 5649 section 3: the alternative initial value's constant. */
const alternativeInitialValue = [0xa6, 0x59, 0x59, 0xa6]

/**
 * AES key wrap with padding, RFC 5649 section 4.1, of 1 byte and more under a key of 24 or 32 bytes. The result is 8 to 15
 * bytes longer than the material, and whole blocks of 8. Wipes its own copies.
 */
export function wrapKeyWithPadding(wrappingKey: Secret, material: Secret): Uint8Array {
  const padded = Math.ceil(material.length / half) * half
  const wrapped = new Uint8Array(new ArrayBuffer(half + padded))
  wrapped.set(alternativeInitialValue)
  new DataView(wrapped.buffer).setUint32(4, material.length)
  material.use((bytes) => wrapped.set(bytes, half))
  const encryptBlock = blockCipher(wrappingKey)
  // Section 4.1, step 2: with one block of padded material the whole is one block of AES.
  if (padded === half) encryptBlock(wrapped)
  else wrapBlocks(wrapped, encryptBlock)
  return wrapped
}

/** RFC 3394 section 2.2.1, the index-based wrapping, in place: the first 8 bytes are A, the others R. */
function wrapBlocks(wrapped: Uint8Array, encryptBlock: (block: Uint8Array) => void): void {
  const count = wrapped.length / half - 1
  const block = new Uint8Array(new ArrayBuffer(blockLength))
  const step = new DataView(block.buffer)
  block.set(wrapped.subarray(0, half))
  for (let round = 0; round < 6; round++) {
    for (let index = 1; index <= count; index++) {
      const at = index * half
      block.set(wrapped.subarray(at, at + half), half)
      encryptBlock(block)
      wrapped.set(block.subarray(half), at)
      // A file is far too short for t to need more than 32 bits.
      step.setUint32(4, step.getUint32(4) ^ (count * round + index))
    }
  }
  wrapped.set(block.subarray(0, half))
  block.fill(0)
}

/**
 * AES of one block, in place. In CBC mode a block is mixed with the one before it: taking that away first leaves the block
 * cipher itself, with one key schedule for all blocks.
 */
function blockCipher(key: Secret): (block: Uint8Array) => void {
  const name = ciphers[key.length]
  if (name === undefined) throw new RangeError('a wrapping key has 24 or 32 bytes')
  const cipher = key.use((bytes) => createCipheriv(name, bytes, new Uint8Array(blockLength)))
  cipher.setAutoPadding(false)
  const before = new Uint8Array(blockLength)
  return (block) => {
    for (let at = 0; at < blockLength; at++) block[at] = (block[at] ?? 0) ^ (before[at] ?? 0)
    before.set(cipher.update(block))
    block.set(before)
  }
}
