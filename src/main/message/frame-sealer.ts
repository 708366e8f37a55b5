import { VaultError } from '../../shared/vault-error.ts'
import { sealGcm } from './aes-gcm.ts'
import { suiteOf } from './algorithm-suite.ts'
import type { SealTicket } from './begin-message.ts'
import { writeU32 } from './bytes.ts'
import {
  FrameAad,
  finalFrameMarker,
  finalHeadLength,
  ivLength,
  regularHeadLength,
  tagLength,
} from './frame-layout.ts'
import { FrameNumbers } from './frame-number.ts'
import type { FrameNumber } from './frame-number.ts'
import { MessageSigner } from './message-signature.ts'

/**
 * The latest message ids whose frames this thread began to seal: none is begun twice, from a copy of its
 * ticket either.
 */
const begun = new Set<string>()
/** A bound on memory: a copy of a ticket that comes again comes soon. */
const begunAtMost = 4096

/**
 * Seals the frames of one message in their order, each once, and signs what it wrote where the suite signs: the number is taken before a byte is encrypted,
 * and after any throw the sealer is dead and the message abandoned (FORMAT.md section 18, DESIGN.md section
 * 2). FORMAT.md section 8.
 */
export class FrameSealer {
  readonly #ticket: SealTicket
  readonly #cipherName: ReturnType<typeof suiteOf>['cipher']
  readonly #numbers = new FrameNumbers()
  readonly #iv = new Uint8Array(ivLength)
  readonly #regularAad: FrameAad
  readonly #finalAad: FrameAad
  readonly #signer: MessageSigner | null

  private constructor(ticket: SealTicket) {
    this.#ticket = ticket
    this.#cipherName = suiteOf(ticket.suite).cipher
    this.#regularAad = new FrameAad(ticket.messageId, 'regular')
    this.#finalAad = new FrameAad(ticket.messageId, 'final')
    this.#signer = ticket.signature && new MessageSigner(ticket.signature)
  }

  /** Spends the ticket. Throws SEALER_SPENT where this thread has already begun the message. */
  static fromTicket(ticket: SealTicket): FrameSealer {
    const id = Buffer.from(ticket.messageId).toString('latin1')
    if (begun.has(id)) {
      throw new VaultError('SEALER_SPENT', 'this message was already sealed; begin a new message')
    }
    begun.add(id)
    for (const oldest of begun) {
      if (begun.size <= begunAtMost) break
      begun.delete(oldest)
    }
    return new FrameSealer(ticket)
  }

  /**
   * Writes one regular frame into `into` and returns its size. `plaintext` is exactly one frame length.
   * Throws INVALID_REQUEST, FRAME_NUMBERS_EXHAUSTED, SEALER_SPENT.
   */
  sealRegular(plaintext: Uint8Array, into: Uint8Array): number {
    return this.#orDie(() => {
      const number = this.#numbers.takeRegular()
      if (plaintext.length !== this.#ticket.frameLength) throw wrongLength()
      writeU32(into, 0, number)
      const aad = this.#regularAad.fill(number, plaintext.length)
      return this.#seal(plaintext, into, { number, aad, headLength: regularHeadLength })
    })
  }

  /**
   * Writes the final frame, of 0..frame length bytes, into `into`, and behind it the footer where the suite signs.
   * Returns the bytes of both. The sealer is spent after it.
   */
  sealFinal(plaintext: Uint8Array, into: Uint8Array): number {
    return this.#orDie(() => {
      const number = this.#numbers.takeFinal()
      if (plaintext.length > this.#ticket.frameLength) throw wrongLength()
      writeU32(into, 0, finalFrameMarker)
      writeU32(into, 4, number)
      writeU32(into, finalHeadLength - 4, plaintext.length)
      const aad = this.#finalAad.fill(number, plaintext.length)
      const size = this.#seal(plaintext, into, { number, aad, headLength: finalHeadLength })
      return size + this.#footer(into.subarray(size))
    })
  }

  /** The IV stands right before the content in a regular frame and before the length field in a final one. */
  #seal(plaintext: Uint8Array, into: Uint8Array, frame: FrameHead): number {
    const { headLength } = frame
    const size = headLength + plaintext.length + tagLength
    if (into.length < size) throw tooSmall()
    writeU32(this.#iv, ivLength - 4, frame.number)
    into.set(this.#iv, headLength === finalHeadLength ? 8 : 4)
    const use = { cipher: this.#cipherName, key: this.#ticket.key, iv: this.#iv, aad: frame.aad }
    const { ciphertext, tag } = sealGcm(use, plaintext)
    into.set(ciphertext, headLength)
    into.set(tag, headLength + plaintext.length)
    this.#signer?.update(into.subarray(0, size))
    return size
  }

  #footer(into: Uint8Array): number {
    if (this.#signer === null) return 0
    const footer = this.#signer.footer()
    if (into.length < footer.length) throw tooSmall()
    into.set(footer)
    return footer.length
  }

  #orDie(seal: () => number): number {
    try {
      return seal()
    } catch (error) {
      this.#numbers.abandon()
      throw error
    }
  }
}

interface FrameHead {
  readonly number: FrameNumber
  readonly aad: Uint8Array
  readonly headLength: number
}

function tooSmall(): VaultError {
  return new VaultError('INVALID_REQUEST', 'the buffer is too small for the frame')
}

function wrongLength(): VaultError {
  return new VaultError('INVALID_REQUEST', 'the plaintext does not fit the frame length of this message')
}
