/** How far one data key may go. */
export interface DataKeyLimits {
  /** Messages under one data key, and messages opened by one answer of a key's holder. */
  readonly messages: number
  /** Bytes of content of all of them. */
  readonly bytes: number
  /** Milliseconds of the day's clock that a data key is kept for the next message. */
  readonly milliseconds: number
  /** Answers kept at once, for wraps and for unwraps. */
  readonly answers: number
}

/**
 * The limits of data-key reuse. They bound what one leaked data key opens, not what GCM allows: every message derives a
 * key of its own from a random message id of 256 bits (FORMAT.md sections 7 and 16), so the (key, IV) pairs of two
 * messages never meet. 5,000 messages: 10,000 files under three KMS keys, each read back, take 12 calls (two data keys, three
 * doors, wrapped and unwrapped) and leave room for one more data key within 20. 64 GiB and five minutes: a long batch of
 * large files goes on with a fresh key every few minutes, which costs next to nothing.
 */
export const dataKeyLimits: DataKeyLimits = {
  messages: 5000,
  bytes: 64 * 1024 ** 3,
  milliseconds: 5 * 60 * 1000,
  answers: 64,
}
