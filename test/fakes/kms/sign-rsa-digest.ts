import {
  constants,
  createHash,
  privateEncrypt,
  publicDecrypt,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import type { HashName } from './signatures.ts'

const trailer = 0xbc
const zeros = new Uint8Array(8)

/** RSASSA-PSS of a digest (RFC 8017, 9.1.1), its salt as long as the hash; Node pads whole messages only. */
export function signPssDigest(key: KeyObject, hash: HashName, digest: Uint8Array): Uint8Array {
  const length = modulusBytes(key)
  const salt = randomBytes(digest.length)
  const h = createHash(hash).update(zeros).update(digest).update(salt).digest()
  const block = Buffer.alloc(length - h.length - 1)
  block[block.length - salt.length - 1] = 1
  block.set(salt, block.length - salt.length)
  xor(block, mgf1(hash, h, block.length))
  // The modulus has a whole number of bytes: its encoded message is one bit shorter.
  block[0] = (block[0] ?? 0) & 0x7f
  const encoded = Buffer.concat([block, h, Uint8Array.of(trailer)])
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded)
}

/** The same, checked (9.1.2). */
export function pssDigestHolds(
  key: KeyObject,
  { hash, digest, signature }: { hash: HashName; digest: Uint8Array; signature: Uint8Array },
): boolean {
  if (signature.length !== modulusBytes(key)) return false
  const encoded = publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature)
  if (encoded.at(-1) !== trailer) return false
  const h = encoded.subarray(-digest.length - 1, -1)
  const block = Buffer.from(encoded.subarray(0, -digest.length - 1))
  xor(block, mgf1(hash, h, block.length))
  block[0] = (block[0] ?? 0) & 0x7f
  const start = block.length - digest.length - 1
  const isPadded = block[start] === 1 && block.subarray(0, start).every((byte) => byte === 0)
  const salt = block.subarray(start + 1)
  return isPadded && createHash(hash).update(zeros).update(digest).update(salt).digest().equals(h)
}

/** RFC 8017, B.2.1. */
function mgf1(hash: HashName, seed: Uint8Array, length: number): Buffer {
  const blocks: Buffer[] = []
  for (let made = 0; made < length; made += blocks.at(-1)?.length ?? length) {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(blocks.length)
    blocks.push(createHash(hash).update(seed).update(counter).digest())
  }
  return Buffer.concat(blocks).subarray(0, length)
}

function xor(into: Buffer, mask: Buffer): void {
  for (const [index, byte] of mask.entries()) into[index] = (into[index] ?? 0) ^ byte
}

function modulusBytes(key: KeyObject): number {
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8
}
