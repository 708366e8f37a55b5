import type { KMS, KMSClientConfig } from '@aws-sdk/client-kms'
import { VaultError } from '../../../shared/vault-error.ts'
import { CallGate } from './call-gate.ts'
import { toKmsVaultError } from './kms-error.ts'

export type KmsCredentials = NonNullable<KMSClientConfig['credentials']>

export interface KmsSessionOptions {
  /** The connection's name, for facts of errors. */
  readonly name: string
  readonly region: string
  /** Checked by `checkedEndpoint`; null = AWS's own endpoint of the Region. */
  readonly endpoint: string | null
  /** Made at the first call, so that a session costs nothing until it is used. */
  readonly credentials: () => Promise<KmsCredentials>
  readonly limits?: Partial<KmsSessionLimits> | undefined
}

/** How long a call may take: at most `maxAttempts` tries, each bounded in connecting and in answering; milliseconds. */
export interface KmsSessionLimits {
  readonly maxAttempts: number
  readonly connectionTimeout: number
  readonly requestTimeout: number
  /** Calls of this connection at once: batches of small files ask for keys ahead of their work. */
  readonly callsAtOnce: number
}

export const defaultLimits: KmsSessionLimits = {
  maxAttempts: 5,
  connectionTimeout: 4_000,
  requestTimeout: 10_000,
  callsAtOnce: 16,
}

export interface KmsCallScope {
  /** Operation as KMS names it, such as `Decrypt`. */
  readonly operation: string
  readonly keyArn?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Told once as the call is handed to the SDK, which may try several times. */
  readonly onCall?: (() => void) | undefined
}

/**
 * A client of AWS KMS for one connection. The SDK is loaded and the client built at the first call. Throttling, time-outs
 * and 5xx are retried by the SDK's adaptive strategy with full jitter (KMS.md section 5); everything else fails at once.
 */
export class KmsSession {
  readonly #options: KmsSessionOptions
  readonly #gate: CallGate
  #client: Promise<KMS> | null = null

  constructor(options: KmsSessionOptions) {
    this.#options = options
    this.#gate = new CallGate(options.limits?.callsAtOnce ?? defaultLimits.callsAtOnce)
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
    }
    try {
      signal?.throwIfAborted()
      return await this.#gate.through(signal, () => {
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
      throw failure
    }
  }

  #kms(): Promise<KMS> {
    if (this.#client === null) {
      const client = connect(this.#options)
      this.#client = client
      // A client that could not be built is built again by the next call.
      client.catch(() => this.forgetClient())
    }
    return this.#client
  }

  /** The next call reads credentials anew. Calls under way go on with the client they have. */
  forgetClient(): void {
    this.#client = null
  }
}

async function connect(options: KmsSessionOptions): Promise<KMS> {
  const [sdk, credentials] = await Promise.all([import('@aws-sdk/client-kms'), options.credentials()])
  const limits = { ...defaultLimits, ...options.limits }
  return new sdk.KMS({
    region: options.region,
    credentials,
    // An endpoint in the environment or the config file could be plain http to anywhere: only the connection's counts.
    ignoreConfiguredEndpointUrls: true,
    ...(options.endpoint === null
      ? {}
      : { endpoint: options.endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
    retryMode: 'adaptive',
    maxAttempts: limits.maxAttempts,
    requestHandler: {
      connectionTimeout: limits.connectionTimeout,
      requestTimeout: limits.requestTimeout,
      throwOnRequestTimeout: true,
      socketTimeout: limits.requestTimeout,
      // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment does not turn verification off.
      httpsAgent: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    },
  })
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
