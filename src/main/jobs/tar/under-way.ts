/** Work that goes on beside its caller, at most `most` pieces at once. The first failure is told at the next chance. */
export class UnderWay {
  readonly #most: number
  readonly #running = new Set<Promise<void>>()
  #failure: { readonly error: unknown } | null = null

  constructor(most: number) {
    this.#most = most
  }

  /** Begins `work`, once there is room for it. Throws the first failure of earlier work; then `work` is run all the same. */
  async add(work: () => Promise<void>): Promise<void> {
    while (this.#running.size >= this.#most) await Promise.race(this.#running)
    const running = work()
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
    this.#throwFailure()
  }

  /** Waits until all of it has ended. Throws the first failure. */
  async settle(): Promise<void> {
    await Promise.all(this.#running)
    this.#throwFailure()
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error
  }
}
