import { createDecipheriv } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import { suiteOf } from './algorithm-suite.ts'
import { FrameAad, ivLength, tagLength } from './frame-layout.ts'
import type { ContentKind } from './frame-layout.ts'
import { locateFrame } from './locate-frame.ts'
import type { FramePlace } from './locate-frame.ts'
import type { OpenTicket } from './open-message.ts'
import { truncatedMessage } from './read-header.ts'

/**
 * What `openNext` did: opened one frame, or wants at least so many bytes of the file and so large a target.
 */
export type FrameStep =
  | { readonly kind: 'opened'; readonly consumed: number; readonly written: number; readonly last: boolean }
  | { readonly kind: 'more'; readonly available: number; readonly into: number }

/**
 * Opens the body of one message, frame by frame. The driver keeps the unread bytes and calls `openNext` with
 * them until it wants more; at the end of the file it calls `endOfInput`. A frame's plaintext is in the
 * target only once its tag verified; after any throw the opener is dead. FORMAT.md sections 8, 9 and 12.
 */
export class FrameOpener {
  readonly #ticket: OpenTicket
  readonly #aads: Readonly<Record<ContentKind, FrameAad>>
  #sequence = 1
  #state: 'open' | 'complete' | 'dead' = 'open'

  private constructor(ticket: OpenTicket) {
    this.#ticket = ticket
    const aad = (kind: ContentKind): FrameAad => new FrameAad(ticket.messageId, kind)
    this.#aads = { regular: aad('regular'), final: aad('final'), singleBlock: aad('singleBlock') }
  }

  static fromTicket(ticket: OpenTicket): FrameOpener {
    return new FrameOpener(ticket)
  }

  /** True once the last frame was opened. The message still needs `endOfInput`. */
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
      return this.#open(available, into)
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
    into.set(this.#decrypt(available, place))
    this.#sequence += 1
    const last = place.kind !== 'regular'
    if (last) this.#state = 'complete'
    return { kind: 'opened', consumed, written: place.contentLength, last }
  }

  /**
   * The IV is the stored one, not one rebuilt from the number: official vectors need it. FORMAT.md sections 8
   * and 19.
   */
  #decrypt(frame: Uint8Array, place: FramePlace): Uint8Array {
    const contentEnd = place.contentAt + place.contentLength
    const iv = frame.subarray(place.ivAt, place.ivAt + ivLength)
    const decipher = createDecipheriv(suiteOf(this.#ticket.suite).cipher, this.#ticket.key, iv, {
      authTagLength: tagLength,
    })
    decipher.setAAD(this.#aads[place.kind].fill(this.#sequence, place.contentLength))
    decipher.setAuthTag(frame.subarray(contentEnd, contentEnd + tagLength))
    const plaintext = decipher.update(frame.subarray(place.contentAt, contentEnd))
    try {
      decipher.final()
    } catch (cause) {
      throw new VaultError(
        'MESSAGE_DAMAGED',
        'the content of this message was changed after it was written; get a fresh copy of the file',
        { cause, facts: { part: 'frame', frame: this.#sequence } },
      )
    }
    return plaintext
  }
}

function trailingBytes(): VaultError {
  return new VaultError(
    'MESSAGE_TRAILING_BYTES',
    'bytes follow the end of this message; get a fresh copy of the file',
  )
}
