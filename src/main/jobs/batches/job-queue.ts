import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { cancelled } from '../engine/cancelled.ts'
import { isStagedName } from '../staging/staged-file.ts'
import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import { isFinished } from './job.ts'
import type { Job, JobResult } from './job.ts'
import type { JobEvents } from './run-job.ts'

export interface JobQueueOptions {
  /** Jobs that run at once. */
  readonly parallel: number
  readonly run: (job: Job, events: JobEvents) => Promise<JobResult>
  readonly now: () => Date
  /** A job's row changed. */
  readonly onChange: (job: Job) => void
  readonly onKmsCalls: (job: Job, calls: number) => void
}

/** Runs jobs in the order they came, some at a time. A file is in one job at a time; an error ends its own job only. */
export class JobQueue {
  readonly #options: JobQueueOptions
  readonly #waiting = new Set<Job>()
  readonly #running = new Map<Job, Promise<void>>()
  /** Sources of jobs that wait or run. */
  readonly #busy = new Set<string>()
  #closed = false

  constructor(options: JobQueueOptions) {
    this.#options = options
  }

  /** A job whose file another job has fails at once with FILE_BUSY. */
  add(job: Job): void {
    const key = job.planned.item.realPath
    if (this.#closed) return this.#finish(job, new VaultError('CANCELLED', 'Keyhold is closing'))
    if (this.#busy.has(key)) return this.#finish(job, fileBusy())
    this.#busy.add(key)
    job.phase = 'waiting'
    job.problem = null
    job.result = null
    job.finishedAt = null
    job.bytesDone = 0
    this.#waiting.add(job)
    this.#options.onChange(job)
    // Not at once: a batch is added whole before its first job starts.
    queueMicrotask(() => this.#pump())
  }

  cancel(job: Job): void {
    if (this.#waiting.delete(job)) {
      this.#busy.delete(job.planned.item.realPath)
      this.#finish(job, new VaultError('CANCELLED', 'cancelled before it began'))
    } else job.controller?.abort()
  }

  /** Cancels all, and waits until every running job has cleaned up. */
  async close(): Promise<void> {
    this.#closed = true
    for (const job of [...this.#waiting, ...this.#running.keys()]) this.cancel(job)
    await Promise.all(this.#running.values())
  }

  #pump(): void {
    for (const job of this.#waiting) {
      if (this.#running.size >= this.#options.parallel) return
      this.#waiting.delete(job)
      const run = this.#run(job).finally(() => {
        this.#running.delete(job)
        this.#pump()
      })
      this.#running.set(job, run)
    }
  }

  async #run(job: Job): Promise<void> {
    const controller = new AbortController()
    job.controller = controller
    try {
      job.result = await this.#options.run(job, this.#eventsOf(job, controller.signal))
      this.#finish(job, null)
    } catch (error) {
      this.#finish(job, controller.signal.aborted ? asCancelled(error) : error)
    } finally {
      job.controller = null
      this.#busy.delete(job.planned.item.realPath)
    }
  }

  #eventsOf(job: Job, signal: AbortSignal): JobEvents {
    const changed = (bytesDone: number): void => {
      job.bytesDone = bytesDone
      job.meter.sample(performance.now(), bytesDone)
      this.#options.onChange(job)
    }
    return {
      signal,
      onPhase: (phase) => {
        job.phase = phase
        job.meter.restart()
        changed(0)
      },
      onProgress: changed,
      onKmsCalls: (calls) => this.#options.onKmsCalls(job, calls),
    }
  }

  #finish(job: Job, error: unknown): void {
    const wasCancelled = isVaultError(error) && error.code === 'CANCELLED'
    job.phase = error === null ? 'done' : wasCancelled ? 'cancelled' : 'failed'
    job.problem = error === null || wasCancelled ? null : problemFor(job, error)
    job.bytesDone = error === null ? job.planned.shown.size : 0
    job.finishedAt = this.#options.now().toISOString()
    this.#options.onChange(job)
  }
}

/** True for a job that may be put back into the queue. */
export function mayRetry(job: Job): boolean {
  return isFinished(job) && job.phase !== 'done'
}

/** After a cancel it does not matter which step noticed it, or as what; unless nobody knows whether a result is there. */
function asCancelled(error: unknown): unknown {
  if (isVaultError(error) && error.code === 'PUBLICATION_UNCERTAIN') return error
  return cancelled()
}

/** The name in the facts is the person's file where the hidden staged one failed, or none was named. */
function problemFor(job: Job, error: unknown): Problem {
  const problem = problemOf(error)
  const { file } = problem.facts
  if (typeof file === 'string' && !isStagedName(file)) return problem
  return { ...problem, facts: { ...problem.facts, file: job.planned.shown.name } }
}

function fileBusy(): VaultError {
  return new VaultError('FILE_BUSY', 'another job is working on this file; wait for it, then try again')
}
