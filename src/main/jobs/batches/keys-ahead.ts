import { dataKeyLimits } from '../../keyrings/data-key-limits.ts'
import type { Keyring, WrapOutcome, WrapRequest } from '../../keyrings/keyring.ts'
import { SharedDataKey } from '../../keyrings/shared-data-key.ts'
import { sameBytes } from '../../message/bytes.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import { serializeEncryptionContext } from '../../message/encryption-context-codec.ts'
import type { Job } from './job.ts'

/** A data key for a message that is not begun yet, and the encryption context that it is bound to. */
export interface WrappedAhead extends WrapOutcome {
  readonly context: EncryptionContext
}

/** One message, and so long as a few large files in front may take: a key that comes of age is asked for in vain. */
const limits = { ...dataKeyLimits, messages: 1, milliseconds: 30 * 60 * 1000 }

/**
 * The data keys of jobs that wait for a core: asked for while the workers are busy, so that none waits for its key. Each is
 * for the first message of its job alone; a message begun anew asks for another. What is not used is wiped.
 */
export class KeysAhead {
  /** What was refused, or is too old, stays: nobody asks ahead twice. */
  readonly #asked = new Map<Job, SharedDataKey<WrappedAhead>>()

  /** Asks for the data key of a job, unless that was done before. A refusal is told to nobody: the job asks again. */
  ask(job: Job, wrap: (signal: AbortSignal) => Promise<WrappedAhead>): void {
    if (this.#asked.has(job)) return
    this.#asked.set(job, new SharedDataKey(wrap, limits))
  }

  /** `inner` for a job that begins: its first wrap has the data key that was asked for ahead, where it fits. */
  keyring(job: Job, inner: Keyring): Keyring {
    return {
      wrap: async (request) => (await this.#take(job, request)) ?? inner.wrap(request),
      unwrap: (request) => inner.unwrap(request),
    }
  }

  /** The job will not be begun. */
  forget(job: Job): void {
    this.#asked.get(job)?.retire()
    this.#asked.delete(job)
  }

  /** Wipes all, and ends calls that are under way. */
  wipe(): void {
    for (const job of this.#asked.keys()) this.forget(job)
  }

  async #take(job: Job, request: WrapRequest): Promise<WrapOutcome | undefined> {
    const asked = this.#asked.get(job)
    this.#asked.delete(job)
    if (asked === undefined) return undefined
    try {
      if (!asked.hasRoom(0)) return undefined
      const { context, ...outcome } = await asked.take(0, request.signal)
      if (fits(request, context, outcome)) return outcome
      outcome.dataKey.wipe()
      return undefined
    } finally {
      asked.retire()
    }
  }
}

function fits(request: WrapRequest, context: EncryptionContext, { dataKey }: WrapOutcome): boolean {
  if (request.dataKey !== undefined || dataKey.length !== request.dataKeyLength) return false
  return sameBytes(serializeEncryptionContext(context), serializeEncryptionContext(request.context))
}
