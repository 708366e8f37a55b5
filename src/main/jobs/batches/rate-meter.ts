const windowMs = 3000
const leastSpanMs = 300

/** How fast a growing figure grows, over the last three seconds. Times are milliseconds of one clock. */
export class RateMeter {
  #samples: { readonly at: number; readonly value: number }[] = []

  sample(at: number, value: number): void {
    this.#samples.push({ at, value })
    // One sample from before the window stays, so that the window is always spanned.
    while (this.#samples.length > 2 && at - (this.#samples[1]?.at ?? at) >= windowMs) this.#samples.shift()
  }

  /** Forgets everything: another pass begins. */
  restart(): void {
    this.#samples = []
  }

  /** Per second; null until a third of a second was seen. */
  get rate(): number | null {
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    if (first === undefined || last === undefined || last.at - first.at < leastSpanMs) return null
    return Math.max(0, ((last.value - first.value) * 1000) / (last.at - first.at))
  }
}

/** Seconds until `remaining` is done; null where the rate is unknown or nothing moves. */
export function secondsLeft(remaining: number, rate: number | null): number | null {
  return rate === null || rate <= 0 ? null : Math.max(0, remaining) / rate
}
