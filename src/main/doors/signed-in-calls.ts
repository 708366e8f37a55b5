import { isVaultError, VaultError } from '../../shared/vault-error.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'
import { endedFact } from '../keyrings/sign-in-needed.ts'

/** Whether a person is asked for something now, such as the code of an MFA device, before calls can go on. */
export interface Asking {
  isAsked(connectionId: string): boolean
  /** A question came, was answered or is void. Returns the unsubscriber. */
  onChange(listener: () => void): () => void
}

/** Nobody is ever asked. */
const nobodyAsked: Asking = { isAsked: () => false, onChange: () => () => {} }

/** The connection that calls go through. */
export interface CallsOwner {
  readonly id: string
  readonly name: string
  /** Its keys were read since the app started, so it had credentials. */
  readonly wasRead: boolean
}

type Owner = Pick<CallsOwner, 'id' | 'name'>

/**
 * Remembers which connections had credentials, and says so in the errors of their calls: whether a person only has to sign
 * in again. A connection that never had any is set up wrongly, which waiting does not mend.
 */
export class SignedInCalls {
  readonly #had = new Set<string>()
  readonly #asking: Asking
  /** One for each, so that what remembers calls by their identity knows them again. */
  readonly #wrapped = new WeakMap<KmsCalls, KmsCalls>()

  constructor(asking: Asking = nobodyAsked) {
    this.#asking = asking
  }

  /** `calls` whose errors carry the facts `connectionId`, `connection`, and `endedFact` where credentials ended. */
  of(owner: CallsOwner, calls: KmsCalls): KmsCalls {
    if (owner.wasRead) this.#had.add(owner.id)
    const known = this.#wrapped.get(calls)
    if (known !== undefined) return known
    const wrapped: KmsCalls = {
      generateDataKey: (options) =>
        this.run(owner, options.signal, (signal) => calls.generateDataKey({ ...options, signal })),
      encrypt: (options) =>
        this.run(owner, options.signal, (signal) => calls.encrypt({ ...options, signal })),
      decrypt: (options) =>
        this.run(owner, options.signal, (signal) => calls.decrypt({ ...options, signal })),
    }
    this.#wrapped.set(calls, wrapped)
    return wrapped
  }

  /**
   * The same for any call through a connection. A call does not wait for a person: it ends as one whose credentials ended,
   * and what it stands for is begun anew once the person answered. The question stays.
   */
  async run<Answer>(
    owner: Owner,
    signal: AbortSignal | undefined,
    call: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    const asked = new AbortController()
    const look = (): void => {
      if (this.#asking.isAsked(owner.id)) asked.abort()
    }
    const stop = this.#asking.onChange(look)
    try {
      look()
      if (asked.signal.aborted) throw personAsked()
      const both = signal === undefined ? asked.signal : AbortSignal.any([signal, asked.signal])
      const answer = await call(both)
      this.#had.add(owner.id)
      return answer
    } catch (error) {
      throw isVaultError(error) ? this.#told(owner, error, signal?.aborted === true) : error
    } finally {
      stop()
    }
  }

  #told({ id, name }: Owner, error: VaultError, isCancelled: boolean): VaultError {
    if (isCancelled) return error
    // A question that is open, or that a person would rather not answer, ends the call and not the file.
    const code = error.code === 'CANCELLED' ? 'KMS_CREDENTIALS_EXPIRED' : error.code
    const had = this.#had.has(id)
    if (answers.test(code)) this.#had.add(id)
    const ended = code === 'KMS_CREDENTIALS_EXPIRED' || (code === 'KMS_CREDENTIALS_MISSING' && had)
    const facts = { ...error.facts, connectionId: id, connection: name }
    return new VaultError(code, error.message, {
      cause: error,
      facts: ended ? { ...facts, [endedFact]: 1 } : facts,
    })
  }
}

function personAsked(): VaultError {
  return new VaultError('KMS_CREDENTIALS_EXPIRED', 'a person is asked to sign in; answer first')
}

/** What KMS itself answers, and only to a request that was signed. */
const answers = /^(KEY_|KMS_(ACCESS_DENIED|KEY_|INVALID_CIPHERTEXT|WRONG_KEY|THROTTLED))/
