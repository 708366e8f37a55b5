import { setTimeout as pause } from 'node:timers/promises'

type Handler = (input: never) => unknown

/** Milliseconds that a change to a key may take of the app's last moments: less than the quit guard gives to all of them. */
const defaultPatience = 10_000

/** The changes to keys that were sent and not answered yet, so that quitting does not leave one half told. */
export class ChangesUnderWay {
  readonly #running = new Set<Promise<unknown>>()

  /** How many there are now. */
  get count(): number {
    return this.#running.size
  }

  /** The same handlers, each of whose calls counts until it ends. */
  watching<Handlers extends Readonly<Record<string, Handler>>>(handlers: Handlers): Handlers {
    const watched = Object.entries<Handler>(handlers).map(([name, handler]) => [name, this.#watched(handler)])
    return Object.fromEntries(watched) as Handlers
  }

  /** Resolves once those of now have ended, well or not, or after `patience` milliseconds. Never throws. */
  async settled(patience = defaultPatience): Promise<void> {
    if (this.count === 0) return
    const late = new AbortController()
    const timer = pause(patience, undefined, { signal: late.signal, ref: false }).catch(() => undefined)
    await Promise.race([Promise.allSettled(this.#running), timer])
    late.abort()
  }

  #watched(handler: Handler): Handler {
    return (input) => {
      const run = (async () => await handler(input))().finally(() => this.#running.delete(run))
      this.#running.add(run)
      return run
    }
  }
}
