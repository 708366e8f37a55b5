import { isVaultError, VaultError } from '../../shared/vault-error.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'
import { endedFact } from '../keyrings/sign-in-needed.ts'

/** The connection that calls go through. */
export interface CallsOwner {
  readonly id: string
  readonly name: string
  /** Its keys were read since the app started, so it had credentials. */
  readonly wasRead: boolean
}

/**
 * Remembers which connections had credentials, and says so in the errors of their calls: whether a person only has to sign
 * in again. A connection that never had any is set up wrongly, which waiting does not mend.
 */
export class SignedInCalls {
  readonly #had = new Set<string>()
  /** One for each, so that what remembers calls by their identity knows them again. */
  readonly #wrapped = new WeakMap<KmsCalls, KmsCalls>()

  /** `calls` whose errors carry the facts `connectionId`, `connection`, and `endedFact` where credentials ended. */
  of(owner: CallsOwner, calls: KmsCalls): KmsCalls {
    if (owner.wasRead) this.#had.add(owner.id)
    const known = this.#wrapped.get(calls)
    if (known !== undefined) return known
    const wrapped: KmsCalls = {
      generateDataKey: (options) => this.run(owner, options.signal, () => calls.generateDataKey(options)),
      encrypt: (options) => this.run(owner, options.signal, () => calls.encrypt(options)),
      decrypt: (options) => this.run(owner, options.signal, () => calls.decrypt(options)),
    }
    this.#wrapped.set(calls, wrapped)
    return wrapped
  }

  /** The same for any call through a connection. */
  async run<Answer>(
    owner: Pick<CallsOwner, 'id' | 'name'>,
    signal: AbortSignal | undefined,
    call: () => Promise<Answer>,
  ): Promise<Answer> {
    try {
      const answer = await call()
      this.#had.add(owner.id)
      return answer
    } catch (error) {
      throw isVaultError(error) ? this.#told(owner, error, signal?.aborted === true) : error
    }
  }

  #told({ id, name }: Pick<CallsOwner, 'id' | 'name'>, error: VaultError, isCancelled: boolean): VaultError {
    if (isCancelled) return error
    // Who was asked for an MFA code and would rather not ends the call, not the file.
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

/** What KMS itself answers, and only to a request that was signed. */
const answers = /^(KEY_|KMS_(ACCESS_DENIED|KEY_|INVALID_CIPHERTEXT|WRONG_KEY|THROTTLED))/
