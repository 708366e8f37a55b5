import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from '@smithy/types'

export interface KmsRetriesOptions {
  /** Tries of one call, the first one counted. */
  readonly maxAttempts: number
  /** 0 to below 1. */
  readonly random: () => number
}

/** Refusals that the SDK takes for passing ones, or that say so in one service and not in KMS (KMS.md section 5). */
const final: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'DisabledException',
  'KMSInvalidStateException',
  'NotFoundException',
  'IncorrectKeyException',
  'InvalidCiphertextException',
  'InvalidKeyUsageException',
  'UnsupportedOperationException',
  'LimitExceededException',
  'ConflictException',
])

/** Milliseconds of the first wait at most; each later one may be twice as long. Throttling waits longer. */
const firstWait = 100
const firstThrottledWait = 500
const longestWait = 10_000

/** Retries that all calls of a session have left when nothing succeeds, and what each answer gives back. */
const budget = 60
const regained = 0.5

/**
 * When a call to AWS KMS is tried again: after throttling, a time-out, a lost connection or a 5xx, at most `maxAttempts`
 * tries each, with exponential waits and full jitter. A budget shared by the session's calls keeps a service that is
 * down from being asked by every call several times; throttling has the token buckets for that.
 */
export class KmsRetries implements RetryStrategyV2 {
  readonly #options: KmsRetriesOptions
  #left = budget

  constructor(options: KmsRetriesOptions) {
    this.#options = options
  }

  acquireInitialRetryToken(): Promise<RetryToken> {
    return Promise.resolve(tokenOf(0, 0))
  }

  /** Rejects where there is no other try; the SDK throws the call's own error then. */
  async refreshRetryTokenForRetry(token: RetryToken, failure: RetryErrorInfo): Promise<RetryToken> {
    const tries = token.getRetryCount() + 1
    if (tries >= this.#options.maxAttempts || !mayPass(failure) || !this.#afford(failure)) {
      throw new Error('no other try')
    }
    return tokenOf(tries, this.#wait(tries, failure))
  }

  recordSuccess(): void {
    this.#left = Math.min(budget, this.#left + regained)
  }

  #afford({ errorType }: RetryErrorInfo): boolean {
    if (errorType === 'THROTTLING') return true
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }

  #wait(tries: number, { errorType, retryAfterHint }: RetryErrorInfo): number {
    const first = errorType === 'THROTTLING' ? firstThrottledWait : firstWait
    const most = Math.min(longestWait, first * 2 ** (tries - 1))
    const asked = retryAfterHint === undefined ? 0 : retryAfterHint.getTime() - Date.now()
    return Math.min(longestWait, Math.max(this.#options.random() * most, asked))
  }
}

function mayPass({ errorType, error }: RetryErrorInfo): boolean {
  return errorType !== 'CLIENT_ERROR' && !final.has(error?.name ?? '')
}

function tokenOf(count: number, delay: number): RetryToken {
  return { getRetryCount: () => count, getRetryDelay: () => Math.round(delay) }
}
