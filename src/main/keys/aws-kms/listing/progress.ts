import { batchEvery } from './row-batches.ts'

/** Counts what is done and tells it a few times a second, and when all is. */
export class Progress {
  readonly #tell: (done: number, total: number) => void
  readonly #total: number
  readonly #now: () => Date
  #done = 0
  #toldAt = 0

  constructor(
    tell: (done: number, total: number) => void,
    { total, now }: { readonly total: number; readonly now: () => Date },
  ) {
    this.#tell = tell
    this.#total = total
    this.#now = now
    this.#say()
  }

  step(): void {
    this.#done += 1
    const isDue = Math.abs(this.#now().getTime() - this.#toldAt) >= batchEvery
    if (isDue || this.#done === this.#total) this.#say()
  }

  #say(): void {
    this.#toldAt = this.#now().getTime()
    this.#tell(this.#done, this.#total)
  }
}
