import { VaultError } from '../../shared/vault-error.ts'

declare const frameNumberBrand: unique symbol
/** A sequence number that was given out once and is not given out again. 1..2^32-1. */
export type FrameNumber = number & { readonly [frameNumberBrand]: true }

/** The highest sequence number, and so the most frames of a message. FORMAT.md sections 8 and 16. */
export const lastFrameNumber = 0xffff_ffff

/** Which numbers of a message one sealer gives out. */
export interface FrameSpan {
  readonly first: number
  readonly count: number
  /** The last of them is the message's final frame's. */
  readonly final: boolean
}

/**
 * Gives out the frame numbers of one message, or of one span of it: first, first + 1 ... each once, the final one last.
 * It cannot repeat, skip or overflow, and gives nothing more once the final number is out or `abandon` was called. A GCM
 * nonce is made of this number, so a repeat would break the message's key (FORMAT.md section 18).
 */
export class FrameNumbers {
  readonly #regularEnd: number
  readonly #finalFrom: number
  #next: number
  #spent = false

  /**
   * A number alone is where a message begins whose length is not known yet, 1 but in tests of the end; a span ends where
   * it says.
   */
  constructor(begin: number | FrameSpan = 1) {
    const openEnded = typeof begin === 'number'
    const { first, count, final } = openEnded
      ? { first: begin, count: lastFrameNumber + 1 - begin, final: true }
      : begin
    const end = first + count
    if (!Number.isInteger(first) || !Number.isInteger(count) || first < 1 || count < 1) throw exhausted()
    if (end > lastFrameNumber + 1) throw exhausted()
    this.#next = first
    // 2^32-1 is out of reach of a regular frame: it marks a final one.
    this.#regularEnd = Math.min(final ? end - 1 : end, lastFrameNumber)
    this.#finalFrom = openEnded ? first : final ? end - 1 : Number.POSITIVE_INFINITY
  }

  /**
   * The number of the next regular frame. Throws FRAME_NUMBERS_EXHAUSTED, and SEALER_SPENT where the span has no more
   * of them.
   */
  takeRegular(): FrameNumber {
    if (this.#next < this.#regularEnd) return this.#take()
    if (this.#next < lastFrameNumber) throw this.#refuse()
    this.#spent = true
    throw exhausted()
  }

  /** The number of the final frame; nothing is given out after it. Throws SEALER_SPENT, also where it is not its turn. */
  takeFinal(): FrameNumber {
    if (this.#next < this.#finalFrom) throw this.#refuse()
    const number = this.#take()
    this.#spent = true
    return number
  }

  /** Gives nothing more out, whatever happened. */
  abandon(): void {
    this.#spent = true
  }

  #take(): FrameNumber {
    if (this.#spent) throw this.#refuse()
    const number = this.#next as FrameNumber
    this.#next += 1
    return number
  }

  #refuse(): VaultError {
    this.#spent = true
    return new VaultError('SEALER_SPENT', 'this message takes no more frames; begin a new message')
  }
}

function exhausted(): VaultError {
  return new VaultError(
    'FRAME_NUMBERS_EXHAUSTED',
    'a message holds at most 4294967295 frames; choose a larger frame length',
  )
}
