import { VaultError } from '../../shared/vault-error.ts'
import { openGcmInto } from './aes-gcm.ts'
import { suiteOf } from './algorithm-suite.ts'
import { FrameAad, ivLength, tagLength } from './frame-layout.ts'
import { locateFrame } from './locate-frame.ts'
import type { FramePlace } from './locate-frame.ts'
import { MessageVerifier } from './message-signature.ts'
import type { OpenTicket } from './open-message.ts'
import { contentDamaged, trailingBytes, truncatedMessage } from './message-faults.ts'

/**
 * What `openNext` did: opened one frame (or checked the footer, which gives no plaintext), or wants at least so many
 * bytes of the file and so large a target. `last`: this was the end of the message.
 */
export type FrameStep =
  | { readonly kind: 'opened'; readonly consumed: number; readonly written: number; readonly last: boolean }
  | { readonly kind: 'more'; readonly available: number; readonly into: number }

/**
 * Opens the framed body of one message, frame by frame, and its footer where the suite signs. The driver keeps the
 * unread bytes and calls `openNext` with them until it wants more; at the end of the file it calls `endOfInput`. A
 * frame's plaintext is in the target only once its tag verified; nothing of a signed message is signed before
 * `complete`. After any throw the opener is dead. FORMAT.md sections 8, 10 and 12.
 */
export class FrameOpener {
  readonly #ticket: OpenTicket
  readonly #aads: Readonly<Record<'regular' | 'final', FrameAad>>
  readonly #verifier: MessageVerifier | null
  #sequence: number
  #state: 'frames' | 'footer' | 'complete' | 'dead' = 'frames'

  private constructor(ticket: OpenTicket, first: number) {
    this.#ticket = ticket
    this.#sequence = first
    const { messageId, signature } = ticket
    this.#aads = { regular: new FrameAad(messageId, 'regular'), final: new FrameAad(messageId, 'final') }
    this.#verifier = signature && new MessageVerifier(signature)
  }

  /**
   * An opener of the whole body, or of the frames from the `first` one on; a signature covers the whole. Throws
   * INVALID_REQUEST for a part of a signed body, and for a body that is not framed: that is `SingleBlockOpener`'s.
   */
  static fromTicket(ticket: OpenTicket, first = 1): FrameOpener {
    if (ticket.contentType !== 'framed') throw new VaultError('INVALID_REQUEST', 'this message is not framed')
    if (ticket.signature === null || first === 1) return new FrameOpener(ticket, first)
    throw new VaultError('INVALID_REQUEST', 'a signed message is opened as a whole')
  }

  /** True once the last frame was opened, and the footer checked where there is one. It still needs `endOfInput`. */
  get complete(): boolean {
    return this.#state === 'complete'
  }

  /**
   * Opens the frame at the start of `available` into `into`, or says what it lacks; a frame's numbers and
   * lengths are checked before its content is asked for. Throws MESSAGE_DAMAGED, MESSAGE_MALFORMED,
   * MESSAGE_LIMIT_EXCEEDED, MESSAGE_TRAILING_BYTES.
   */
  openNext(available: Uint8Array, into: Uint8Array): FrameStep {
    if (this.#state === 'dead') throw new VaultError('MESSAGE_DAMAGED', 'this message already failed to open')
    if (this.#state === 'complete') return this.#afterLast(available)
    try {
      return this.#state === 'footer' ? this.#checkFooter(available) : this.#open(available, into)
    } catch (error) {
      this.#state = 'dead'
      throw error
    }
  }

  /**
   * Call at the end of the file with the number of unread bytes. Throws MESSAGE_TRUNCATED,
   * MESSAGE_TRAILING_BYTES.
   */
  endOfInput(unread: number): void {
    if (this.#state !== 'complete') throw truncatedMessage()
    if (unread > 0) throw trailingBytes()
  }

  /**
   * Call at the end of a part of the body that others follow, with the number of its unread bytes. Throws
   * MESSAGE_TRAILING_BYTES where the message ended in it, MESSAGE_DAMAGED where a frame goes beyond its end.
   */
  endOfPart(unread: number): void {
    if (this.#state === 'complete') throw trailingBytes()
    if (this.#state === 'frames' && unread === 0) return
    throw new VaultError(
      'MESSAGE_DAMAGED',
      'a frame of this message is not where it should be; get a fresh copy of the file',
    )
  }

  #afterLast(available: Uint8Array): FrameStep {
    if (available.length > 0) throw trailingBytes()
    return { kind: 'more', available: 0, into: 0 }
  }

  #open(available: Uint8Array, into: Uint8Array): FrameStep {
    const found = locateFrame(available, this.#ticket, this.#sequence)
    if (found.kind === 'short') return { kind: 'more', available: found.atLeast, into: 0 }
    const { place } = found
    const consumed = place.contentAt + place.contentLength + tagLength
    if (available.length < consumed || into.length < place.contentLength) {
      return { kind: 'more', available: consumed, into: place.contentLength }
    }
    this.#decrypt(available, place, into)
    this.#verifier?.update(available.subarray(0, consumed))
    this.#sequence += 1
    if (place.kind === 'final') this.#state = this.#verifier === null ? 'complete' : 'footer'
    return { kind: 'opened', consumed, written: place.contentLength, last: this.complete }
  }

  #checkFooter(available: Uint8Array): FrameStep {
    const consumed = this.#verifier?.footerLength(available)
    if (consumed === undefined || available.length < consumed) {
      return { kind: 'more', available: consumed ?? 2, into: 0 }
    }
    this.#verifier?.check(available.subarray(0, consumed))
    this.#state = 'complete'
    return { kind: 'opened', consumed, written: 0, last: true }
  }

  /**
   * The IV is the stored one, not one rebuilt from the number: official vectors need it. FORMAT.md sections 8
   * and 19.
   */
  #decrypt(frame: Uint8Array, place: FramePlace, into: Uint8Array): void {
    const contentEnd = place.contentAt + place.contentLength
    const iv = frame.subarray(place.ivAt, place.ivAt + ivLength)
    const aad = this.#aads[place.kind].fill(this.#sequence, place.contentLength)
    const { key, suite } = this.#ticket
    const authentic = openGcmInto(
      { cipher: suiteOf(suite).cipher, key, iv, aad },
      {
        ciphertext: frame.subarray(place.contentAt, contentEnd),
        tag: frame.subarray(contentEnd, contentEnd + tagLength),
      },
      into,
    )
    if (!authentic) throw contentDamaged({ part: 'frame', frame: this.#sequence })
  }
}
