import { customKeyStorePerSecond, quotaOf, type RequestQuota } from '../../../../shared/kms/request-quotas.ts'
import { accountOperations, keyOperations, type KmsOperation } from '../../../../shared/kms/kms-operation.ts'
import { TokenBucket, type PaceClock } from './token-bucket.ts'

/** What a quota belongs to. Calls count towards the caller's account, also those to another account's keys. */
export interface PaceScope {
  /** The caller's account where it is known, else anything that is the connection's own. */
  readonly payer: string
  readonly region: string
  /** Another server has other quotas. */
  readonly endpoint: string | null
}

/** A request that wants to be sent. */
export interface PacedRequest {
  readonly operation: string
  /** Of the key, for cryptography; null = symmetric. */
  readonly spec?: string | null | undefined
}

/** A pace that the service asked for by refusing. */
export interface SlowedPace {
  readonly bucket: string
  readonly perSecond: number
}

/** Others in the account call too: half of each quota is left to them, and of cryptography three quarters. */
const readingShare = 0.5
const cryptoShare = 0.25

const knownOperations: ReadonlySet<string> = new Set([...keyOperations, ...accountOperations])
const isKnown = (operation: string): operation is KmsOperation => knownOperations.has(operation)

/** How fast each quota of AWS KMS is used, for all connections together: one token bucket per payer, Region and quota. */
export class RequestPaces {
  readonly #clock: PaceClock
  readonly #buckets = new Map<string, Map<string, TokenBucket>>()

  constructor(clock: PaceClock = systemClock) {
    this.#clock = clock
  }

  /** Resolves when the request may be sent. Throws CANCELLED. */
  take(scope: PaceScope, request: PacedRequest, signal?: AbortSignal): Promise<void> {
    return this.#bucket(scope, request).take(signal)
  }

  /** To be told when the service refused a request for its rate. */
  refused(scope: PaceScope, request: PacedRequest): void {
    this.#bucket(scope, request).slowDown()
  }

  /** The slowest pace of those that were refused and have not recovered; null where all go at their own rate. */
  slowed(scope: PaceScope): SlowedPace | null {
    const slow = [...(this.#buckets.get(nameOf(scope)) ?? [])]
      .filter(([, bucket]) => bucket.isSlowed)
      .map(([bucket, { perSecond }]) => ({ bucket, perSecond }))
    return slow.toSorted((a, b) => a.perSecond - b.perSecond)[0] ?? null
  }

  #bucket(scope: PaceScope, request: PacedRequest): TokenBucket {
    const quota = quotaFor(scope, request)
    const buckets = this.#buckets.get(nameOf(scope)) ?? new Map<string, TokenBucket>()
    this.#buckets.set(nameOf(scope), buckets)
    const bucket =
      buckets.get(quota.bucket) ?? new TokenBucket({ perSecond: shareOf(quota), clock: this.#clock })
    buckets.set(quota.bucket, bucket)
    return bucket
  }
}

/** Tokens per second that Keyhold takes of a quota. */
export function shareOf({ bucket, perSecond }: RequestQuota): number {
  if (!bucket.startsWith('crypto-')) return perSecond * readingShare
  // Any key may be in a custom key store, whose own quota is below the symmetric one.
  return Math.min(perSecond * cryptoShare, customKeyStorePerSecond * readingShare)
}

function quotaFor({ region }: PaceScope, { operation, spec = null }: PacedRequest): RequestQuota {
  // What no table knows is asked as seldom as a change.
  return isKnown(operation) ? quotaOf(operation, region, spec) : { bucket: operation, perSecond: 5 }
}

function nameOf({ payer, region, endpoint }: PaceScope): string {
  return JSON.stringify([payer, region, endpoint])
}

const systemClock: PaceClock = {
  now: () => performance.now(),
  setTimer: (run, milliseconds) => void setTimeout(run, milliseconds),
}
