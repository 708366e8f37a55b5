import { isVaultError } from '../../shared/vault-error.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'

/** How long a way is asked last once nobody answered there. */
const restMs = 60_000

/**
 * Remembers where nobody answered lately. A Region that is away costs up to half a minute of waiting each time it is asked: it is
 * asked after the others for a while, so that a batch does not wait anew for every file.
 */
export class UnreachableWays {
  readonly #now: () => number
  readonly #until = new WeakMap<KmsCalls, number>()

  /** `now`: milliseconds of a clock that only goes forward. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Those that answered, or were not asked lately, first; else in the order given. */
  lastResort<Way extends { readonly calls: KmsCalls }>(ways: readonly Way[]): readonly Way[] {
    const rests = ({ calls }: Way): number => Number((this.#until.get(calls) ?? 0) > this.#now())
    return ways.toSorted((a, b) => rests(a) - rests(b))
  }

  answered(calls: KmsCalls): void {
    this.#until.delete(calls)
  }

  /** Any error of a call: only that of nobody answering counts. */
  failed(calls: KmsCalls, error: unknown): void {
    if (isVaultError(error) && error.code === 'KMS_UNREACHABLE') this.#until.set(calls, this.#now() + restMs)
  }
}
