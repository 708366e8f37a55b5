import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { DecipherGCM, KeyObject } from 'node:crypto'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { tagLength } from './frame-layout.ts'
import { giveBack } from './give-back.ts'

/** One use of a GCM key: the same key and IV are never used for two inputs by a writer. */
export interface GcmUse {
  readonly cipher: AlgorithmSuite['cipher']
  readonly key: KeyObject | Uint8Array
  /** 12 bytes. */
  readonly iv: Uint8Array
  readonly aad: Uint8Array
}

/** A ciphertext, as long as its plaintext, and its 16-byte tag. */
export interface GcmSealed {
  readonly ciphertext: Uint8Array
  readonly tag: Uint8Array
}

/** AES-GCM with a 16-byte tag. */
export function sealGcm({ cipher, key, iv, aad }: GcmUse, plaintext: Uint8Array): GcmSealed {
  const sealing = createCipheriv(cipher, key, iv, { authTagLength: tagLength })
  sealing.setAAD(aad)
  const ciphertext = sealing.update(plaintext)
  sealing.final()
  return { ciphertext, tag: sealing.getAuthTag() }
}

/** The plaintext, or null where the tag does not verify; then what was decrypted is wiped. */
export function openGcm({ cipher, key, iv, aad }: GcmUse, { ciphertext, tag }: GcmSealed): Uint8Array | null {
  const opening = createDecipheriv(cipher, key, iv, { authTagLength: tagLength })
  opening.setAAD(aad)
  opening.setAuthTag(tag)
  const plaintext = opening.update(ciphertext)
  try {
    opening.final()
    return plaintext
  } catch {
    plaintext.fill(0)
    return null
  }
}

/** Node allocates what an update returns: at this size it stays in the processor's cache until it is copied. */
const pieceBytes = 128 * 1024

/** AES-GCM with a 16-byte tag: writes ciphertext and tag to the start of `into`, which is as long as both. */
export function sealGcmInto({ cipher, key, iv, aad }: GcmUse, plaintext: Uint8Array, into: Uint8Array): void {
  const sealing = createCipheriv(cipher, key, iv, { authTagLength: tagLength })
  sealing.setAAD(aad)
  for (let at = 0; at < plaintext.length; at += pieceBytes) {
    const piece = sealing.update(plaintext.subarray(at, at + pieceBytes))
    into.set(piece, at)
    giveBack(piece)
  }
  sealing.final()
  into.set(sealing.getAuthTag(), plaintext.length)
}

/**
 * Writes the plaintext to the start of `into` and returns true, or leaves `into` as it was where the tag does not verify.
 * Copies of the plaintext are wiped.
 */
export function openGcmInto(
  { cipher, key, iv, aad }: GcmUse,
  { ciphertext, tag }: GcmSealed,
  into: Uint8Array,
): boolean {
  const opening = createDecipheriv(cipher, key, iv, { authTagLength: tagLength })
  opening.setAAD(aad)
  opening.setAuthTag(tag)
  const pieces: Uint8Array[] = []
  for (let at = 0; at < ciphertext.length; at += pieceBytes) {
    pieces.push(opening.update(ciphertext.subarray(at, at + pieceBytes)))
  }
  const authentic = verifies(opening)
  let at = 0
  for (const piece of pieces) {
    if (authentic) into.set(piece, at)
    at += piece.length
    piece.fill(0)
    giveBack(piece)
  }
  return authentic
}

function verifies(opening: DecipherGCM): boolean {
  try {
    opening.final()
    return true
  } catch {
    return false
  }
}
