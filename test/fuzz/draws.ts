/** A stream of random choices that one seed fixes. */
export interface Draws {
  /** A whole number of 0..limit-1. */
  readonly below: (limit: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  readonly bytes: (length: number) => Buffer
  /** True once in `times`. */
  readonly onceIn: (times: number) => boolean
}

/** The draws of one seed (a whole number): the same for ever, on every machine. The generator is mulberry32. */
export function drawsOf(seed: number): Draws {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: (from) => {
      const drawn = from[below(from.length)]
      if (drawn === undefined) throw new Error('there is nothing to pick from')
      return drawn
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
    onceIn: (times) => below(times) === 0,
  }
}
