import type { Batch, JobPhase } from '../../../shared/model/job.ts'
import { isFinished, sizeOf, workDone } from './job.ts'
import type { Job } from './job.ts'

type Files = Pick<Batch, 'encryptFiles' | 'openFiles' | 'verifyFiles' | 'moveFiles'>
type Ends = Pick<Batch, 'done' | 'failed' | 'cancelled' | 'bytesTotal'>

const counterOf = {
  encrypt: 'encryptFiles',
  pack: 'encryptFiles',
  open: 'openFiles',
  unpack: 'openFiles',
  verify: 'verifyFiles',
  move: 'moveFiles',
} as const

const isLost = (phase: JobPhase): boolean => phase === 'failed' || phase === 'cancelled'

/** The figures of a batch, kept as its jobs change, so that a look at a hundred thousand files costs nothing. */
export class BatchTally {
  readonly #files: Files
  readonly #phases = new Map<JobPhase, number>()
  readonly #running = new Set<Job>()
  /** The phase that each job is counted in. */
  readonly #counted = new WeakMap<Job, JobPhase>()
  #bytes = 0
  #bytesDone = 0

  constructor(jobs: readonly Job[]) {
    const files = { encryptFiles: 0, openFiles: 0, verifyFiles: 0, moveFiles: 0 }
    for (const job of jobs) {
      files[counterOf[job.planned.shown.action]]++
      this.note(job)
    }
    this.#files = files
  }

  /** A job may have another phase than before. */
  note(job: Job): void {
    const before = this.#counted.get(job)
    if (before === job.phase) return
    if (before !== undefined) this.#count(job, before, -1)
    this.#count(job, job.phase, 1)
    this.#counted.set(job, job.phase)
  }

  get isWaiting(): boolean {
    return this.#of('waiting') > 0
  }

  get isRunning(): boolean {
    return this.#running.size > 0
  }

  /** Files that failed or were cancelled leave the total: they will not be done. */
  get ends(): Files & Ends {
    const ends = { done: this.#of('done'), failed: this.#of('failed'), cancelled: this.#of('cancelled') }
    return { ...this.#files, ...ends, bytesTotal: this.#bytes }
  }

  get bytesDone(): number {
    let bytes = this.#bytesDone
    for (const job of this.#running) bytes += workDone(job)
    return bytes
  }

  #of(phase: JobPhase): number {
    return this.#phases.get(phase) ?? 0
  }

  #count(job: Job, phase: JobPhase, by: 1 | -1): void {
    this.#phases.set(phase, this.#of(phase) + by)
    if (!isLost(phase)) this.#bytes += by * sizeOf(job)
    if (phase === 'done') this.#bytesDone += by * sizeOf(job)
    if (phase === 'waiting' || isFinished({ phase })) return
    if (by === 1) this.#running.add(job)
    else this.#running.delete(job)
  }
}
