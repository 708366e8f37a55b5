import { VaultError } from '../../shared/vault-error.ts'
import { Secret } from '../secret/secret.ts'
import type { DataKeyLimits } from './data-key-limits.ts'
import type { UnwrapOutcome, WrapOutcome } from './keyring.ts'

/**
 * One answer of a key's holder that serves many messages. Everyone gets a copy of the data key and wipes it; the one
 * kept here is wiped once this is retired and nobody waits for a copy any more.
 */
export class SharedDataKey<A extends WrapOutcome | UnwrapOutcome> {
  readonly #limits: DataKeyLimits
  readonly #now: () => number
  readonly #askedAt: number
  readonly #asking = new AbortController()
  readonly #answer: Promise<A>
  readonly #timer: NodeJS.Timeout
  #settled = false
  #waiting = 0
  #messages = 0
  #bytes = 0
  #retired = false

  /**
   * Asks at once. The signal fires when nobody waits for the answer any more. `now`: the day's clock in milliseconds, for
   * timers and clocks that only go forward stand still while the computer sleeps.
   */
  constructor(ask: (signal: AbortSignal) => Promise<A>, limits: DataKeyLimits, now: () => number = Date.now) {
    this.#limits = limits
    this.#now = now
    this.#askedAt = now()
    this.#answer = ask(this.#asking.signal).finally(() => {
      this.#settled = true
    })
    this.#answer.then(
      () => this.#wipeUnused(),
      () => this.retire(),
    )
    this.#timer = setTimeout(() => this.retire(), limits.milliseconds).unref()
  }

  /** Messages it was given to so far. */
  get messages(): number {
    return this.#messages
  }

  /** Whether one more message of so many bytes may have it. */
  hasRoom(bytes: number): boolean {
    const { messages, bytes: mostBytes } = this.#limits
    return !this.#retired && !this.#isOld() && this.#messages < messages && this.#bytes + bytes <= mostBytes
  }

  /** A clock that was set back tells no age. */
  #isOld(): boolean {
    const age = this.#now() - this.#askedAt
    return age < 0 || age >= this.#limits.milliseconds
  }

  /** Counts one message, waits for the answer and gives a copy. Throws CANCELLED, and what asking throws. */
  async take(bytes: number, signal: AbortSignal | undefined): Promise<A> {
    this.#messages++
    this.#bytes += bytes
    this.#waiting++
    try {
      const answer = await orAborted(this.#answer, signal)
      const dataKey = dataKeyIn(answer)
      return dataKey === undefined ? answer : { ...answer, dataKey: copyOf(dataKey) }
    } finally {
      this.#waiting--
      if (this.#waiting === 0 && !this.#settled) this.retire()
      this.#wipeUnused()
    }
  }

  /** Serves nobody new. */
  retire(): void {
    this.#retired = true
    clearTimeout(this.#timer)
    if (this.#waiting === 0 && !this.#settled) this.#asking.abort()
    this.#wipeUnused()
  }

  #wipeUnused(): void {
    if (!this.#retired || this.#waiting > 0 || !this.#settled) return
    this.#answer.then(
      (answer) => dataKeyIn(answer)?.wipe(),
      () => {},
    )
  }
}

/** None where no door opened. */
function dataKeyIn(answer: WrapOutcome | UnwrapOutcome): Secret | undefined {
  return 'dataKey' in answer ? answer.dataKey : undefined
}

function copyOf(dataKey: Secret): Secret {
  return dataKey.use((bytes) => Secret.take(new Uint8Array(bytes)))
}

async function orAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return answer
  const aborted = Promise.withResolvers<never>()
  const onAbort = (): void => aborted.reject(new VaultError('CANCELLED', 'cancelled'))
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([answer, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
