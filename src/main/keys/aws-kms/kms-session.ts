import type { KMS } from '@aws-sdk/client-kms'
import { VaultError } from '../../../shared/vault-error.ts'
import { CallGate } from './call-gate.ts'
import { connectKms } from './connect-kms.ts'
import { toKmsVaultError } from './kms-error.ts'
import { defaultLimits, type KmsSessionOptions } from './kms-session-options.ts'
import { paceTries } from './pace/pace-tries.ts'
import { RequestPaces, type PaceScope, type SlowedPace } from './pace/request-paces.ts'

export type { KmsSessionLimits, KmsSessionOptions } from './kms-session-options.ts'

/** The operations that files wait for. */
const dataKeyOperations: ReadonlySet<string> = new Set(['GenerateDataKey', 'Encrypt', 'Decrypt', 'ReEncrypt'])

export interface KmsCallScope {
  /** Operation as KMS names it, such as `Decrypt`. */
  readonly operation: string
  readonly keyArn?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Told once as the call is handed to the SDK, which may try several times. */
  readonly onCall?: (() => void) | undefined
}

/**
 * A client of AWS KMS for one Region of a connection. The SDK is loaded and the client built at the first call. Every try
 * of a call waits for a share of its quota (KMS.md section 4); throttling, time-outs and 5xx are tried again within a
 * budget and with full jitter (section 5), everything else fails at once.
 */
export class KmsSession {
  readonly #options: KmsSessionOptions
  readonly #dataKeyGate: CallGate
  readonly #gate: CallGate
  readonly #paces: RequestPaces
  readonly #ownName = crypto.randomUUID()
  /** The account of the credentials, as an answer showed it. */
  #shownAccount: string | null = null
  #client: Promise<KMS> | null = null

  constructor(options: KmsSessionOptions) {
    const limits = { ...defaultLimits, ...options.limits }
    this.#options = options
    this.#dataKeyGate = new CallGate(limits.callsAtOnce)
    this.#gate = new CallGate(limits.readsAtOnce)
    this.#paces = options.paces ?? new RequestPaces()
  }

  /** The Region that is asked. */
  get region(): string {
    return this.#options.region
  }

  /** The pace that AWS asked for by refusing calls; null where it does not slow us down. */
  slowed(): SlowedPace | null {
    return this.#paces.slowed(this.#scope())
  }

  /** Until the account is known, a session shares its quotas with none; it asks for a share of them all the same. */
  #scope(): PaceScope {
    const { account, endpoint, region } = this.#options
    return { payer: account?.() ?? this.#shownAccount ?? this.#ownName, endpoint, region }
  }

  /**
   * Runs one call. Throws VaultError; CANCELLED at once when the signal fires, also while credentials are still being
   * fetched. `discard` gets an answer that came too late to be used, to wipe what is secret in it.
   */
  async call<Answer>(
    scope: KmsCallScope,
    run: (kms: KMS, options: { abortSignal?: AbortSignal }) => Promise<Answer>,
    discard?: (late: Answer) => void,
  ): Promise<Answer> {
    const { signal } = scope
    const facts = {
      action: `kms:${scope.operation}`,
      region: this.#options.region,
      connection: this.#options.name,
      keyArn: scope.keyArn,
      known: scope.keyArn === undefined ? null : (this.#options.known?.(scope.keyArn) ?? null),
    }
    const failed = this.#options.watch?.()
    try {
      signal?.throwIfAborted()
      const gate = dataKeyOperations.has(scope.operation) ? this.#dataKeyGate : this.#gate
      return await gate.through(signal, () => {
        const options = signal === undefined ? {} : { abortSignal: signal }
        const answer = this.#kms().then((kms) => {
          signal?.throwIfAborted()
          scope.onCall?.()
          return run(kms, options)
        })
        return signal === undefined ? answer : orAborted(answer, signal, discard)
      })
    } catch (error) {
      if (signal?.aborted === true) {
        throw new VaultError('CANCELLED', 'the call to aws kms was cancelled', { cause: error })
      }
      const failure = toKmsVaultError(error, facts)
      // The person signs in again elsewhere; the next call must see that.
      if (failure.code.startsWith('KMS_CREDENTIALS_')) this.forgetClient()
      failed?.(failure)
      throw failure
    }
  }

  #kms(): Promise<KMS> {
    if (this.#client === null) {
      const client = connectKms(this.#options).then((kms) => {
        paceTries(kms, this.#paces, {
          scope: () => this.#scope(),
          onAccount: (account) => (this.#shownAccount = account),
        })
        return kms
      })
      this.#client = client
      // A client that could not be built is built again by the next call.
      client.catch(() => this.forgetClient())
    }
    return this.#client
  }

  /** The next call reads credentials anew. Calls under way go on with the client they have. */
  forgetClient(): void {
    this.#client = null
    this.#shownAccount = null
  }
}

/** The answer, or a rejection as soon as the signal fires; an answer that comes after that goes to `discard`. */
async function orAborted<Answer>(
  answer: Promise<Answer>,
  signal: AbortSignal,
  discard: ((late: Answer) => void) | undefined,
): Promise<Answer> {
  const aborted = Promise.withResolvers<never>()
  const onAbort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([answer, aborted.promise])
  } catch (error) {
    answer.then(discard, () => {})
    throw error
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
