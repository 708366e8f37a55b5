import { VaultError } from '../../../../shared/vault-error.ts'

/** Time as a bucket needs it: milliseconds that never go back, and a timer. */
export interface PaceClock {
  readonly now: () => number
  readonly setTimer: (run: () => void, milliseconds: number) => void
}

export interface TokenBucketOptions {
  /** Tokens per second at most. */
  readonly perSecond: number
  readonly clock: PaceClock
}

/** A tenth of a second's tokens may be taken at once: timers are late by that much on a busy machine. */
const burstShare = 0.1
/** Calls in flight were sent at the old rate: what they are refused with says nothing of the new one. */
const slowDownEveryMs = 1_000
/** A whole minute without a refusal from standing still to full rate. */
const recoveryPerMs = 1 / 60_000
const slowest = 1 / 64

/**
 * Lets at most `perSecond` takers through in a second, in the order they came, plus a small burst after a rest. Half the
 * rate after each refusal of the service, and slowly back to the full one.
 */
export class TokenBucket {
  readonly #full: number
  readonly #clock: PaceClock
  readonly #burst: number
  readonly #waiting = new Set<() => void>()
  #tokens: number
  #at: number
  /** Part of the full rate, and when it was last set. */
  #part = 1
  #partAt: number
  #isTimed = false

  constructor({ perSecond, clock }: TokenBucketOptions) {
    this.#full = perSecond
    this.#clock = clock
    this.#burst = Math.max(1, perSecond * burstShare)
    this.#tokens = this.#burst
    this.#at = clock.now()
    this.#partAt = Number.NEGATIVE_INFINITY
  }

  /** Tokens per second now. */
  get perSecond(): number {
    return this.#full * this.#partNow()
  }

  /** True while the rate is below the full one. */
  get isSlowed(): boolean {
    return this.#partNow() < 1
  }

  /** Resolves once there is a token. Throws CANCELLED where the signal fires before; no token is lost by that. */
  async take(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) throw cancelled()
    this.#refill()
    if (this.#waiting.size === 0 && this.#tokens >= 1) {
      this.#tokens -= 1
      return
    }
    const turn = Promise.withResolvers<void>()
    const giveUp = (): void => {
      this.#waiting.delete(turn.resolve)
      turn.reject(cancelled())
    }
    this.#waiting.add(turn.resolve)
    signal?.addEventListener('abort', giveUp, { once: true })
    this.#setTimer()
    await turn.promise.finally(() => signal?.removeEventListener('abort', giveUp))
  }

  /** The service refused: half the rate from now on. Refusals of what was sent before count once. */
  slowDown(): void {
    const now = this.#clock.now()
    if (now - this.#partAt < slowDownEveryMs) return
    this.#refill()
    this.#part = Math.max(this.#partNow() / 2, slowest)
    this.#partAt = now
    this.#tokens = Math.min(this.#tokens, 0)
  }

  #partNow(): number {
    const rested = Math.max(this.#clock.now() - this.#partAt, 0)
    return Math.min(1, this.#part + rested * recoveryPerMs)
  }

  #refill(): void {
    const now = this.#clock.now()
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.perSecond)
    this.#at = now
  }

  #setTimer(): void {
    if (this.#isTimed || this.#waiting.size === 0) return
    this.#isTimed = true
    const wait = Math.max(1, Math.ceil(((1 - this.#tokens) / this.perSecond) * 1000))
    this.#clock.setTimer(() => this.#letThrough(), wait)
  }

  #letThrough(): void {
    this.#isTimed = false
    this.#refill()
    for (const next of this.#waiting) {
      if (this.#tokens < 1) break
      this.#tokens -= 1
      this.#waiting.delete(next)
      next()
    }
    this.#setTimer()
  }
}

function cancelled(): VaultError {
  return new VaultError('CANCELLED', 'cancelled')
}
