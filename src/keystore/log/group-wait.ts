/** Groups above this come from callers that do not wait for each other. */
const fewEntries = 4
const longestWait = 8
const shortestWait = 1

/**
 * When a group is written. A caller that waits for each answer is not held up: its entry is written once this turn is
 * done. Where many come at once, more are gathered for up to half the time that the disk took for the last group.
 */
export class GroupWait {
  #lastTook = 0
  #lastEntries = 0

  /** Told of each group that was written: how many entries, and the milliseconds that it took. */
  took(entries: number, milliseconds: number): void {
    this.#lastEntries = entries
    this.#lastTook = milliseconds
  }

  soon(write: () => void): void {
    if (this.#lastEntries <= fewEntries) setImmediate(() => setImmediate(write))
    else setTimeout(write, Math.min(Math.max(this.#lastTook / 2, shortestWait), longestWait))
  }
}
