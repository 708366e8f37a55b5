import { createCipheriv, createHmac, randomBytes } from 'node:crypto'
import { ivLength, tagLength } from '../../message/frame-layout.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { framesInStep } from './seal-frames.ts'

const halfKeyLength = 32
const fingerprintLength = 16

/** A key for the fingerprints of one move. It encrypts nothing, and neither it nor a fingerprint is ever stored. */
export function newFingerprintKey(): Uint8Array {
  return Uint8Array.from(randomBytes(2 * halfKeyLength))
}

/**
 * Fingerprint of a plaintext: GMAC (NIST SP 800-38D) of each block under a random key, and the exclusive or of HMAC-SHA-256
 * over each block's place and tag, so that threads may take the blocks in any order. The IV is fixed, because tags
 * are made only to be compared and do not leave here. Two texts that differ have the same fingerprint with a chance of
 * less than 2^-100, and it costs a tenth of what SHA-256 does. A block is the content of one step of a message with
 * frames of this length.
 */
export class MoveFingerprint {
  readonly #gmacKey: Uint8Array
  readonly #hmacKey: Uint8Array
  readonly #blockBytes: number
  #block: ReturnType<typeof createGmac> | null = null
  #at = 0
  #sum = new Uint8Array(fingerprintLength)

  constructor(key: Uint8Array, frameLength: number) {
    this.#gmacKey = key.subarray(0, halfKeyLength)
    this.#hmacKey = key.subarray(halfKeyLength)
    this.#blockBytes = framesInStep(frameLength) * frameLength
  }

  /** Takes what stands at `position`: right behind the last piece, or at the start of any block. */
  update(piece: Uint8Array, position: number): void {
    if (position !== this.#at && (this.#block !== null || position % this.#blockBytes !== 0)) {
      throw new VaultError('INTERNAL', 'the content of the message did not come in order')
    }
    this.#at = position
    for (let from = 0; from < piece.length;) {
      const part = piece.subarray(from, from + this.#blockBytes - (this.#at % this.#blockBytes))
      this.#block ??= createGmac(this.#gmacKey)
      this.#block.setAAD(part)
      from += part.length
      this.#at += part.length
      if (this.#at % this.#blockBytes === 0) this.#endBlock()
    }
  }

  /** 16 bytes, of the blocks that were taken here. Call once. */
  digest(): Uint8Array {
    this.#endBlock()
    return this.#sum
  }

  #endBlock(): void {
    if (this.#block === null) return
    this.#block.final()
    const place = Buffer.alloc(6)
    place.writeUIntBE(Math.floor((this.#at - 1) / this.#blockBytes), 0, 6)
    const mac = createHmac('sha256', this.#hmacKey).update(place).update(this.#block.getAuthTag()).digest()
    this.#sum = combineFingerprints([this.#sum, mac])
    this.#block = null
  }
}

/** The fingerprint of a text whose blocks were taken in several places. */
export function combineFingerprints(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const sum = new Uint8Array(fingerprintLength)
  for (const part of parts) for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) ^ (part[at] ?? 0)
  return sum
}

function createGmac(key: Uint8Array) {
  return createCipheriv('aes-256-gcm', key, new Uint8Array(ivLength), { authTagLength: tagLength })
}
