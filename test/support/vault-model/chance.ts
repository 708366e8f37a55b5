/** Draws of a stream that is the same in every run of its seed. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed * 2654435761 + 1
  }

  /** From 0 up to 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  below(most: number): number {
    return Math.floor(this.next() * most)
  }

  /** Undefined where there is nothing to pick from. */
  pick<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)]
  }

  is(probability: number): boolean {
    return this.next() < probability
  }
}
