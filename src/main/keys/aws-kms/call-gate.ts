import { VaultError } from '../../../shared/vault-error.ts'

/** Lets so many calls through at once; the others wait in the order they came. */
export class CallGate {
  readonly #limit: number
  readonly #waiting = new Set<() => void>()
  #inFlight = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Runs `call` once there is room. Throws CANCELLED where the signal fires before that, and what `call` throws. */
  async through<T>(signal: AbortSignal | undefined, call: () => Promise<T>): Promise<T> {
    await this.#enter(signal)
    try {
      return await call()
    } finally {
      this.#leave()
    }
  }

  async #enter(signal: AbortSignal | undefined): Promise<void> {
    if (this.#inFlight < this.#limit) {
      this.#inFlight++
      return
    }
    const room = Promise.withResolvers<void>()
    const giveUp = (): void => {
      this.#waiting.delete(room.resolve)
      room.reject(new VaultError('CANCELLED', 'cancelled'))
    }
    this.#waiting.add(room.resolve)
    signal?.addEventListener('abort', giveUp, { once: true })
    await room.promise.finally(() => signal?.removeEventListener('abort', giveUp))
  }

  /** The place goes to the next one that waits, so that nobody can come in between. */
  #leave(): void {
    const [next] = this.#waiting
    if (next === undefined) this.#inFlight--
    else {
      this.#waiting.delete(next)
      next()
    }
  }
}
