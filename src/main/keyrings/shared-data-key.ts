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
  readonly #asking = new AbortController()
  readonly #answer: Promise<A>
  readonly #timer: NodeJS.Timeout
  #settled = false
  #waiting = 0
  #messages = 0
  #bytes = 0
  #retired = false

  /** Asks at once. The signal fires when all who waited have gone before there was an answer. */
  constructor(ask: (signal: AbortSignal) => Promise<A>, limits: DataKeyLimits) {
    this.#limits = limits
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
    return (
      !this.#retired && this.#messages < this.#limits.messages && this.#bytes + bytes <= this.#limits.bytes
    )
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
      if (this.#waiting === 0 && !this.#settled) this.#giveUp()
      this.#wipeUnused()
    }
  }

  /** Serves nobody new. */
  retire(): void {
    this.#retired = true
    clearTimeout(this.#timer)
    this.#wipeUnused()
  }

  #giveUp(): void {
    this.retire()
    this.#asking.abort()
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
