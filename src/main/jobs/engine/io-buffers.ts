/** Bytes that a pass moves at a time, where frames are smaller than that. */
export const ioBytes = 1024 * 1024

/** Two buffers used in turn: one is filled or emptied by the system while the other is worked on. */
export interface BufferPair {
  readonly at: (turn: number) => Uint8Array
  /** Overwrites both with zeros: they held plaintext. */
  readonly wipe: () => void
}

/** Two buffers of `length` bytes, each made when it is first used, of its own memory and never from Node's shared pool. */
export function bufferPair(length: number): BufferPair {
  const made: [Uint8Array | null, Uint8Array | null] = [null, null]
  return {
    at: (turn) => (made[turn % 2 === 0 ? 0 : 1] ??= new Uint8Array(new ArrayBuffer(length))),
    wipe: () => {
      for (const buffer of made) buffer?.fill(0)
    },
  }
}

/** Marks a transfer that is awaited later, so that its failure before that is not taken for one that nobody handles. */
export function underWay<T>(transfer: Promise<T>): Promise<T> {
  transfer.catch(() => {})
  return transfer
}
