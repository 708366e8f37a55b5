import { quotaOf } from '../../../src/shared/kms/request-quotas.ts'
import { accountOperations, keyOperations, type KmsOperation } from '../../../src/shared/kms/kms-operation.ts'

/** Calls of one bucket in one account and Region. */
export interface MeteredBucket {
  readonly account: string
  readonly region: string
  readonly bucket: string
  readonly perSecond: number
  /** Calls in all, and those that were over the quota. */
  readonly calls: number
  readonly throttled: number
  /** The most calls that arrived within any one second. */
  readonly mostInOneSecond: number
}

type Bucket = { -readonly [Name in keyof MeteredBucket]: MeteredBucket[Name] }

interface Tokens {
  left: number
  at: number
}

const known: ReadonlySet<string> = new Set([...keyOperations, ...accountOperations])

/**
 * The request quotas of KMS.md section 4: what arrives is always counted, and refused where `enforced`. A token bucket
 * per quota holds one second's worth, by a clock that a test may drive.
 */
export class RequestMeter {
  enforced = false
  /** Milliseconds. Of the computer unless a test drives it. */
  clock: () => number = () => performance.now()
  readonly #buckets = new Map<string, Bucket>()
  readonly #tokens = new Map<string, Tokens>()
  /** When the calls of the last second came, oldest first, and where in the list that second begins. */
  readonly #recent = new Map<string, { times: number[]; from: number }>()

  /** Counts one call; false where it is over its quota and quotas are enforced. */
  take(
    operation: string,
    { account, region, spec }: { account: string; region: string; spec: string | null },
  ): boolean {
    if (!known.has(operation)) return true
    const { bucket, perSecond } = quotaOf(operation as KmsOperation, region, spec)
    const name = `${account}:${region}:${bucket}`
    const counted = this.#buckets.get(name) ?? newBucket({ account, region, bucket, perSecond })
    this.#buckets.set(name, counted)
    const now = this.clock()
    counted.calls += 1
    counted.mostInOneSecond = Math.max(counted.mostInOneSecond, this.#arrive(name, now))
    if (!this.enforced || this.#spend(name, { perSecond, now })) return true
    counted.throttled += 1
    return false
  }

  /** Every bucket that a call came to. */
  buckets(): readonly MeteredBucket[] {
    return [...this.#buckets.values()]
  }

  /** Buckets of which more calls came within a second than their quota. */
  overQuota(): readonly MeteredBucket[] {
    return this.buckets().filter(({ mostInOneSecond, perSecond }) => mostInOneSecond > perSecond)
  }

  clear(): void {
    this.#buckets.clear()
    this.#tokens.clear()
    this.#recent.clear()
  }

  #arrive(name: string, now: number): number {
    const recent = this.#recent.get(name) ?? { times: [], from: 0 }
    this.#recent.set(name, recent)
    recent.times.push(now)
    while ((recent.times[recent.from] ?? now) <= now - 1000) recent.from += 1
    if (recent.from > 10_000) {
      recent.times = recent.times.slice(recent.from)
      recent.from = 0
    }
    return recent.times.length - recent.from
  }

  #spend(name: string, { perSecond, now }: { perSecond: number; now: number }): boolean {
    const tokens = this.#tokens.get(name) ?? { left: perSecond, at: now }
    this.#tokens.set(name, tokens)
    tokens.left = Math.min(perSecond, tokens.left + ((now - tokens.at) / 1000) * perSecond)
    tokens.at = now
    if (tokens.left < 1) return false
    tokens.left -= 1
    return true
  }
}

function newBucket(of: Pick<MeteredBucket, 'account' | 'region' | 'bucket' | 'perSecond'>): Bucket {
  return { ...of, calls: 0, throttled: 0, mostInOneSecond: 0 }
}
