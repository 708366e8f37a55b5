const leastGapMs = 100

/**
 * Lets news through at most ten times a second (SECURITY.md point 24): the first at once, what comes sooner together
 * with the next.
 */
export class EventGate {
  readonly #emit: () => void
  #timer: NodeJS.Timeout | undefined
  #lastAt = Number.NEGATIVE_INFINITY

  constructor(emit: () => void) {
    this.#emit = emit
  }

  /** Something changed. */
  open(): void {
    if (this.#timer !== undefined) return
    const wait = Math.max(0, this.#lastAt + leastGapMs - performance.now())
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#lastAt = performance.now()
      this.#emit()
    }, wait)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
