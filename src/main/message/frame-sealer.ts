import { VaultError } from '../../shared/vault-error.ts'
import { sealGcmInto } from './aes-gcm.ts'
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
import { FrameNumbers, lastFrameNumber } from './frame-number.ts'
import type { FrameNumber, FrameSpan } from './frame-number.ts'
import { MessageSigner } from './message-signature.ts'
import { SharedClaims } from './shared-claims.ts'

/**
 * The latest messages whose frames this thread sealed, each with the first number that it has not begun: none of those
 * before is sealed again, whatever a ticket says.
 */
const begun = new Map<string, number>()
/** A bound on memory: a copy of a ticket that comes again comes soon. */
const begunAtMost = 4096

/** Encrypts one frame: `sealGcmInto`, or a test's that records what it was asked for. */
export type SealFrame = typeof sealGcmInto

/** Frames of a message that several sealers share. */
export interface SealShare {
  /** Frames of the whole message, the final one included. The same for all of its sealers. */
  readonly total: number
  /** Frames that one sealer takes; the last takes what is left. */
  readonly most: number
}

/**
 * Seals some of the frames of one message in their order, each once, and signs what it wrote where the suite signs: no
 * other sealer, in no other thread, has the same frames; a number is taken before a byte is encrypted; and after any
 * throw the message is abandoned, for every thread (FORMAT.md section 18, DESIGN.md section 2). FORMAT.md section 8.
 */
export class FrameSealer {
  /** The frames it seals. Of a message whose length is not known yet, all that there can be. */
  readonly span: FrameSpan
  readonly #ticket: SealTicket
  readonly #sealFrame: SealFrame
  readonly #cipherName: ReturnType<typeof suiteOf>['cipher']
  readonly #numbers: FrameNumbers
  readonly #iv = new Uint8Array(ivLength)
  readonly #regularAad: FrameAad
  readonly #finalAad: FrameAad
  readonly #signer: MessageSigner | null

  private constructor(claimed: Claimed) {
    const { ticket, span, openEnded, sealFrame } = claimed
    this.span = span
    this.#ticket = ticket
    this.#sealFrame = sealFrame
    this.#numbers = new FrameNumbers(openEnded ? span.first : span)
    this.#cipherName = suiteOf(ticket.suite).cipher
    this.#regularAad = new FrameAad(ticket.messageId, 'regular')
    this.#finalAad = new FrameAad(ticket.messageId, 'final')
    this.#signer = ticket.signature && new MessageSigner(ticket.signature)
  }

  /**
   * A sealer of the whole message, of so many frames, or of any number where nobody knows yet. Throws SEALER_SPENT where
   * any of it was given to a sealer before.
   */
  static fromTicket(
    ticket: SealTicket,
    { total, sealFrame = sealGcmInto }: { readonly total?: number; readonly sealFrame?: SealFrame } = {},
  ): FrameSealer {
    const claims = SharedClaims.join(ticket.claims, total ?? lastFrameNumber)
    const claim = claims?.take(lastFrameNumber)
    if (!claims || claim?.first !== 0) throw alreadySealed()
    const span = { first: 1, count: claim.count, final: true }
    noteBegun(ticket, span)
    return new FrameSealer({ ticket, span, openEnded: total === undefined, sealFrame })
  }

  /**
   * A sealer of the next frames that nobody has claimed, or null where all are. Throws SEALER_SPENT where the message is
   * counted in another way, and INVALID_REQUEST for a part of a signed message: its signature needs every byte in order.
   */
  static claim(ticket: SealTicket, share: SealShare, sealFrame: SealFrame = sealGcmInto): FrameSealer | null {
    if (ticket.signature !== null && share.most < share.total) {
      throw new VaultError('INVALID_REQUEST', 'a signed message is sealed as a whole')
    }
    const claims = SharedClaims.join(ticket.claims, share.total)
    if (claims === null) throw alreadySealed()
    const claim = claims.take(share.most)
    if (claim === null) return null
    const span = { first: claim.first + 1, count: claim.count, final: claim.last }
    noteBegun(ticket, span)
    return new FrameSealer({ ticket, span, openEnded: false, sealFrame })
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
    this.#sealFrame(use, plaintext, into.subarray(headLength, size))
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
      SharedClaims.abandon(this.#ticket.claims)
      throw error
    }
  }
}

interface Claimed {
  readonly ticket: SealTicket
  readonly span: FrameSpan
  readonly openEnded: boolean
  readonly sealFrame: SealFrame
}

function noteBegun(ticket: SealTicket, { first, count }: FrameSpan): void {
  const id = Buffer.from(ticket.messageId).toString('latin1')
  if (first < (begun.get(id) ?? 1)) throw alreadySealed()
  // Set anew, so that a message under way is never the oldest.
  begun.delete(id)
  begun.set(id, first + count)
  for (const oldest of begun.keys()) {
    if (begun.size <= begunAtMost) break
    begun.delete(oldest)
  }
}

interface FrameHead {
  readonly number: FrameNumber
  readonly aad: Uint8Array
  readonly headLength: number
}

function alreadySealed(): VaultError {
  return new VaultError('SEALER_SPENT', 'this message was already sealed; begin a new message')
}

function tooSmall(): VaultError {
  return new VaultError('INVALID_REQUEST', 'the buffer is too small for the frame')
}

function wrongLength(): VaultError {
  return new VaultError('INVALID_REQUEST', 'the plaintext does not fit the frame length of this message')
}
