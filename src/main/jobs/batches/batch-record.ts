import type { Batch } from '../../../shared/model/job.ts'
import { isFinished, sizeOf, workDone } from './job.ts'
import type { Job } from './job.ts'
import { RateMeter, secondsLeft } from './rate-meter.ts'

/** Figures of rows that were forgotten while their batch goes on. */
interface Forgotten {
  readonly encryptFiles: number
  readonly openFiles: number
  readonly done: number
  readonly failed: number
  readonly cancelled: number
  readonly bytes: number
}

/** A batch: its jobs, and what their rows no longer tell. */
export class BatchRecord {
  readonly id: string
  readonly #startedAt: string
  readonly #meter = new RateMeter()
  #jobs: readonly Job[]
  #forgotten: Forgotten = { encryptFiles: 0, openFiles: 0, done: 0, failed: 0, cancelled: 0, bytes: 0 }
  #cancelling = false
  kmsCalls = 0

  constructor(id: string, startedAt: string, jobs: readonly Job[]) {
    this.id = id
    this.#startedAt = startedAt
    this.#jobs = jobs
  }

  get jobs(): readonly Job[] {
    return this.#jobs
  }

  get isFinished(): boolean {
    return this.#jobs.every(isFinished)
  }

  markCancelling(): void {
    this.#cancelling = true
  }

  /** Takes finished jobs out, all or those given, and keeps their figures. */
  forgetFinished(which: ReadonlySet<Job> = new Set(this.#jobs)): readonly Job[] {
    const isOver = (job: Job): boolean => which.has(job) && isFinished(job)
    const finished = this.#jobs.filter(isOver)
    const before = this.#forgotten
    this.#forgotten = {
      encryptFiles: before.encryptFiles + count(finished, (job) => job.planned.shown.action === 'encrypt'),
      openFiles: before.openFiles + count(finished, (job) => job.planned.shown.action === 'open'),
      done: before.done + count(finished, (job) => job.phase === 'done'),
      failed: before.failed + count(finished, (job) => job.phase === 'failed'),
      cancelled: before.cancelled + count(finished, (job) => job.phase === 'cancelled'),
      bytes: before.bytes + bytesOf(finished.filter((job) => job.phase === 'done')),
    }
    this.#jobs = this.#jobs.filter((job) => !isOver(job))
    return finished
  }

  /** The batch as the page sees it at `at` ms; each look is a sample of its rate. Files that will not be done leave its total. */
  show(at: number): Batch {
    const before = this.#forgotten
    const jobs = this.#jobs
    const goingOn = jobs.filter((job) => job.phase !== 'failed' && job.phase !== 'cancelled')
    const bytesTotal = before.bytes + bytesOf(goingOn)
    const bytesDone = before.bytes + goingOn.reduce((sum, job) => sum + workDone(job), 0)
    const finished = this.isFinished
    if (finished) this.#cancelling = false
    this.#meter.sample(at, bytesDone)
    const rate = finished ? null : this.#meter.rate
    return {
      id: this.id,
      startedAt: this.#startedAt,
      state: finished ? 'finished' : this.#cancelling ? 'cancelling' : 'running',
      encryptFiles: before.encryptFiles + count(jobs, (job) => job.planned.shown.action === 'encrypt'),
      openFiles: before.openFiles + count(jobs, (job) => job.planned.shown.action === 'open'),
      verifyFiles: 0,
      moveFiles: 0,
      done: before.done + count(jobs, (job) => job.phase === 'done'),
      failed: before.failed + count(jobs, (job) => job.phase === 'failed'),
      cancelled: before.cancelled + count(jobs, (job) => job.phase === 'cancelled'),
      bytesTotal,
      bytesDone: Math.floor(bytesDone),
      rate,
      secondsLeft: finished ? null : secondsLeft(bytesTotal - bytesDone, rate),
      keyCalls: 0,
      kmsCalls: this.kmsCalls,
      dataKeys: 0,
    }
  }
}

function count(jobs: readonly Job[], is: (job: Job) => boolean): number {
  return jobs.reduce((sum, job) => sum + (is(job) ? 1 : 0), 0)
}

function bytesOf(jobs: readonly Job[]): number {
  return jobs.reduce((sum, job) => sum + sizeOf(job), 0)
}
