/** Some units of a piece of work, which nobody else was or will be given. Counted from 0. */
export interface Claim {
  readonly first: number
  readonly count: number
  /** The last unit of all is among them. */
  readonly last: boolean
}

const takenAt = 0
const totalAt = 1

/**
 * Hands out the units of one piece of work in their order, each once, to all threads that share its memory: the only way
 * to a unit is one atomic step, and there is none back. A copy of the memory's handle, posted or cloned, is the same memory.
 */
export class SharedClaims {
  readonly #words: Uint32Array<SharedArrayBuffer>
  readonly #total: number

  /** Memory of a new piece of work, nothing of it handed out. */
  static memory(): SharedArrayBuffer {
    return new SharedArrayBuffer(2 * Uint32Array.BYTES_PER_ELEMENT)
  }

  private constructor(words: Uint32Array<SharedArrayBuffer>, total: number) {
    this.#words = words
    this.#total = total
  }

  /** Joins the work of `total` units, 1..2^32-1. Null where somebody already joined it with another total. */
  static join(memory: SharedArrayBuffer, total: number): SharedClaims | null {
    const words = new Uint32Array(memory)
    const before = Atomics.compareExchange(words, totalAt, 0, total)
    return before === 0 || before === total ? new SharedClaims(words, total) : null
  }

  /** Whether anything is left of the work; true also before anybody joined it. */
  static anyLeft(memory: SharedArrayBuffer): boolean {
    const words = new Uint32Array(memory)
    return Atomics.load(words, takenAt) < Math.max(1, Atomics.load(words, totalAt))
  }

  /** Nobody is given anything more, in any thread. */
  static abandon(memory: SharedArrayBuffer): void {
    Atomics.store(new Uint32Array(memory), takenAt, 0xffff_ffff)
  }

  /** The next units, `most` or as many as are left; null where none are. */
  take(most: number): Claim | null {
    for (;;) {
      const first = Atomics.load(this.#words, takenAt)
      const count = Math.min(most, this.#total - first)
      if (count <= 0) return null
      if (Atomics.compareExchange(this.#words, takenAt, first, first + count) !== first) continue
      return { first, count, last: first + count === this.#total }
    }
  }
}
