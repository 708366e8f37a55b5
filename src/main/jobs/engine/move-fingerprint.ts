import { createCipheriv, randomBytes } from 'node:crypto'
import { ivLength, tagLength } from '../../message/frame-layout.ts'

/** A key for the fingerprints of one move. It encrypts nothing, and neither it nor a fingerprint is ever stored. */
export function newFingerprintKey(): Uint8Array {
  return Uint8Array.from(randomBytes(32))
}

/**
 * Fingerprint of a plaintext that comes in pieces: GMAC (NIST SP 800-38D) under a random key, with one fixed IV, since
 * two fingerprints are made only to be compared. Two texts of n bytes that differ have the same one with a chance of n
 * in 2^128, and it costs a tenth of what SHA-256 does.
 */
export class MoveFingerprint {
  readonly #gmac: ReturnType<typeof createGmac>

  constructor(key: Uint8Array) {
    this.#gmac = createGmac(key)
  }

  update(piece: Uint8Array): void {
    this.#gmac.setAAD(piece)
  }

  /** 16 bytes. Call once. */
  digest(): Uint8Array {
    this.#gmac.final()
    return Uint8Array.from(this.#gmac.getAuthTag())
  }
}

function createGmac(key: Uint8Array) {
  return createCipheriv('aes-256-gcm', key, new Uint8Array(ivLength), { authTagLength: tagLength })
}
