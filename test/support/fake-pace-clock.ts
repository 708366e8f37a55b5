import type { PaceClock } from '../../src/main/keys/aws-kms/pace/token-bucket.ts'

/** A clock that goes on only by `pass`, with timers as late as `late` says, in milliseconds. */
export class FakePaceClock implements PaceClock {
  readonly #late: () => number
  #now = 0
  #timers: { readonly at: number; readonly run: () => void }[] = []

  constructor(late: () => number = () => 0) {
    this.#late = late
  }

  readonly now = (): number => this.#now

  readonly setTimer = (run: () => void, milliseconds: number): void => {
    this.#timers.push({ at: this.#now + milliseconds + this.#late(), run })
  }

  /** Lets time go by, and whatever is due run in its order. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    await settled()
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at)
      next.run()
      await settled()
    }
    this.#now = end
  }

  #next(end: number) {
    const [next] = this.#timers.toSorted((a, b) => a.at - b.at)
    if (next === undefined || next.at > end) return undefined
    this.#timers = this.#timers.filter((timer) => timer !== next)
    return next
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
}
