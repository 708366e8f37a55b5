import type { FakeErrorName } from './fake-error.ts'

/** What goes wrong, for the next `times` requests of `operation` (every one of every operation where not said). */
export type Fault = (
  | { readonly kind: 'error'; readonly error: FakeErrorName; readonly message?: string }
  /** The policy does not allow it; with `keyArn`, for that key alone. */
  | { readonly kind: 'deny'; readonly keyArn?: string }
  /** The connection is cut before any answer. */
  | { readonly kind: 'drop' }
  /** It is done, and the connection is cut before the answer. */
  | { readonly kind: 'dropAnswer' }
  | { readonly kind: 'slow'; readonly ms: number }
  /** The answer names another key. */
  | { readonly kind: 'wrongKeyId'; readonly keyArn: string }
  /** The answer's data key has another length. */
  | { readonly kind: 'shortDataKey' }
  /** Something else than KMS answers, as a captive portal does. */
  | { readonly kind: 'notKms' }
) & {
  /** Of KMS, STS or IAM Identity Center, such as Decrypt, AssumeRole, CreateToken. */
  readonly operation?: string
  readonly times?: number
  /** Only for requests to this Region. */
  readonly region?: string
  /** Only for requests that are signed with this access key. */
  readonly accessKeyId?: string
}

/** What a request is, for faults that are meant for some alone. */
export interface FaultyRequest {
  readonly operation: string
  readonly keyArn: string | null
  readonly region: string
  readonly accessKeyId: string | null
}

/** The faults that a test has set, taken one by one as requests come in. */
export class Faults {
  #faults: { readonly fault: Fault; left: number }[] = []
  /** Milliseconds that the server's clock is ahead of this computer's; its Date header tells the same. */
  clockAhead = 0
  /** False: the server checks times by `clockAhead` but its Date header does not show it. */
  dateHeaderTellsClock = true

  add(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
  }

  clear(): void {
    this.#faults = []
    this.clockAhead = 0
    this.dateHeaderTellsClock = true
  }

  /** The faults for one request; each counts down. */
  take(request: FaultyRequest): readonly Fault[] {
    const due = this.#faults.filter(({ fault }) => isMeant(fault, request))
    for (const entry of due) entry.left -= 1
    this.#faults = this.#faults.filter(({ left }) => left > 0)
    return due.map(({ fault }) => fault)
  }
}

function isMeant(fault: Fault, { operation, keyArn, region, accessKeyId }: FaultyRequest): boolean {
  if (fault.operation !== undefined && fault.operation !== operation) return false
  if (fault.region !== undefined && fault.region !== region) return false
  if (fault.accessKeyId !== undefined && fault.accessKeyId !== accessKeyId) return false
  return fault.kind !== 'deny' || fault.keyArn === undefined || fault.keyArn === keyArn
}
