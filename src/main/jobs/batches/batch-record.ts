import type { Batch } from '../../../shared/model/job.ts'
import { BatchTally } from './batch-tally.ts'
import { isFinished } from './job.ts'
import type { BatchOptions, Job } from './job.ts'
import { noKeyCalls } from './metered-keyring.ts'
import type { KeyCalls } from './metered-keyring.ts'
import { RateMeter, secondsLeft } from './rate-meter.ts'
import type { WaitingFor } from '../../../shared/model/job.ts'

export interface NewBatch {
  readonly id: string
  /** ISO 8601. */
  readonly startedAt: string
  readonly choices: BatchOptions
  readonly jobs: readonly Job[]
  /** Asked at each look. */
  readonly waitingFor: () => WaitingFor | null
  /** The same: calls a second that AWS KMS slowed us down to. */
  readonly slowedTo: () => number | null
}

/** A batch: its jobs, and what their rows no longer tell. */
export class BatchRecord {
  readonly id: string
  readonly startedAt: string
  readonly choices: BatchOptions
  readonly #meter = new RateMeter()
  readonly #tally: BatchTally
  readonly #jobs: Set<Job>
  readonly #waitingFor: () => WaitingFor | null
  readonly #slowedTo: () => number | null
  #paused = false
  #cancelling = false
  #calls: KeyCalls = noKeyCalls

  constructor(made: NewBatch) {
    this.id = made.id
    this.startedAt = made.startedAt
    this.choices = made.choices
    this.#jobs = new Set(made.jobs)
    this.#tally = new BatchTally(made.jobs)
    this.#waitingFor = made.waitingFor
    this.#slowedTo = made.slowedTo
  }

  /** In the order of the plan. */
  get jobs(): readonly Job[] {
    return [...this.#jobs]
  }

  /** All rows were forgotten. */
  get isEmpty(): boolean {
    return this.#jobs.size === 0
  }

  get isFinished(): boolean {
    return !this.#tally.isWaiting && !this.#tally.isRunning
  }

  /** None of its files is worked on now. */
  get isIdle(): boolean {
    return !this.#tally.isRunning
  }

  get isPaused(): boolean {
    return this.#paused
  }

  /** Files of it wait for a person to sign in. */
  get waitsForSignIn(): boolean {
    return this.#waitingFor() !== null
  }

  /** A job may have another phase than before. */
  note(job: Job): void {
    this.#tally.note(job)
    if (!this.isFinished) return
    this.#cancelling = false
    this.#paused = false
  }

  setPaused(paused: boolean): void {
    this.#paused = paused
    // A pause is not slowness.
    this.#meter.restart()
  }

  markCancelling(): void {
    this.#cancelling = true
  }

  /** Those that are kept for next files. */
  wipeDataKeys(): void {
    this.choices.dataKeys?.wipe()
    this.choices.keysAhead?.wipe()
  }

  countCalls({ keyCalls, kmsCalls, dataKeys }: KeyCalls): void {
    const before = this.#calls
    this.#calls = {
      keyCalls: before.keyCalls + keyCalls,
      kmsCalls: before.kmsCalls + kmsCalls,
      dataKeys: before.dataKeys + dataKeys,
    }
  }

  /** Takes finished jobs out, all or those given. Their figures stay. */
  forgetFinished(which: Iterable<Job> = this.jobs): readonly Job[] {
    return [...which].filter((job) => isFinished(job) && this.#jobs.delete(job))
  }

  /** The batch as the page sees it at `at` ms; each look is a sample of its rate. */
  show(at: number): Batch {
    const { bytesDone } = this.#tally
    const { ends } = this.#tally
    this.#meter.sample(at, bytesDone)
    const state = this.#state()
    const rate = state === 'finished' || state === 'paused' || this.isIdle ? null : this.#meter.rate
    return {
      id: this.id,
      startedAt: this.startedAt,
      state,
      waitingFor: this.#waitingFor(),
      slowedTo: this.isIdle || this.#calls.kmsCalls === 0 ? null : this.#slowedTo(),
      ...ends,
      bytesDone: Math.floor(bytesDone),
      rate,
      secondsLeft: secondsLeft(ends.bytesTotal - bytesDone, rate),
      ...this.#calls,
    }
  }

  #state(): Batch['state'] {
    if (this.isFinished) return 'finished'
    if (this.#cancelling) return 'cancelling'
    if (!this.#paused) return 'running'
    return this.isIdle ? 'paused' : 'pausing'
  }
}
