import type { Job } from './job.ts'

const leastCut = 1000

/** Jobs in a row, of which the first is taken and any may leave. A `Set` alone would pass over all that left, each time. */
export class JobLine {
  readonly #waiting = new Set<Job>()
  #row: Job[] = []
  #head = 0

  get size(): number {
    return this.#waiting.size
  }

  get first(): Job | undefined {
    for (; this.#head < this.#row.length; this.#head++) {
      const job = this.#row[this.#head]
      if (job !== undefined && this.#waiting.has(job)) return job
    }
    return undefined
  }

  /** The first so many that wait, fewer where there are fewer. */
  front(count: number): readonly Job[] {
    const found = new Set<Job>()
    for (let at = this.#head; at < this.#row.length && found.size < count; at++) {
      const job = this.#row[at]
      if (job !== undefined && this.#waiting.has(job)) found.add(job)
    }
    return [...found]
  }

  add(job: Job): void {
    if (this.#head > leastCut && this.#head > this.#row.length / 2) {
      this.#row = this.#row.slice(this.#head)
      this.#head = 0
    }
    this.#waiting.add(job)
    this.#row.push(job)
  }

  /** True where it was in the line. */
  delete(job: Job): boolean {
    return this.#waiting.delete(job)
  }

  all(): readonly Job[] {
    return [...this.#waiting]
  }
}
