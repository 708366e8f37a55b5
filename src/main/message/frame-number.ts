import { VaultError } from '../../shared/vault-error.ts'

declare const frameNumberBrand: unique symbol
/** A sequence number that was given out once and is not given out again. 1..2^32-1. */
export type FrameNumber = number & { readonly [frameNumberBrand]: true }

/** The highest sequence number, and so the most frames of a message. FORMAT.md sections 8 and 16. */
export const lastFrameNumber = 0xffff_ffff

/**
 * Gives out the frame numbers of one message: 1, 2, 3 ... each once, the final one last. It cannot repeat,
 * skip or overflow, and gives nothing more once the final number is out or `abandon` was called. A GCM nonce
 * is made of this number, so a repeat would break the message's key (FORMAT.md section 18).
 */
export class FrameNumbers {
  #next: number
  #spent = false

  /** A message begins at 1; a later `first` shows the end of the numbers without four billion frames before it. */
  constructor(first = 1) {
    if (!Number.isInteger(first) || first < 1 || first > lastFrameNumber) throw exhausted()
    this.#next = first
  }

  /**
   * The number of the next regular frame: 2^32-1 is out of reach, it marks a final frame. Throws
   * FRAME_NUMBERS_EXHAUSTED, SEALER_SPENT.
   */
  takeRegular(): FrameNumber {
    if (this.#next >= lastFrameNumber) {
      this.#spent = true
      throw exhausted()
    }
    return this.#take()
  }

  /** The number of the final frame; nothing is given out after it. Throws SEALER_SPENT. */
  takeFinal(): FrameNumber {
    const number = this.#take()
    this.#spent = true
    return number
  }

  /** Gives nothing more out, whatever happened. */
  abandon(): void {
    this.#spent = true
  }

  #take(): FrameNumber {
    if (this.#spent)
      throw new VaultError('SEALER_SPENT', 'this message takes no more frames; begin a new message')
    const number = this.#next as FrameNumber
    this.#next += 1
    return number
  }
}

function exhausted(): VaultError {
  return new VaultError(
    'FRAME_NUMBERS_EXHAUSTED',
    'a message holds at most 4294967295 frames; choose a larger frame length',
  )
}
