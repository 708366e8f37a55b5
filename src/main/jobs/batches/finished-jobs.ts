import { isFinished } from './job.ts'
import type { Job } from './job.ts'

/**
 * Which jobs are over, in the order in which they ended, so that a run of weeks does not keep a row for every file it
 * ever saw. Jobs that need a person's eye, failed and cancelled ones, are let go last.
 */
export class FinishedJobs {
  readonly #most: number
  readonly #done = new Set<Job>()
  readonly #others = new Set<Job>()

  /** Keeps at most `most`, and a tenth more before it lets any go: letting go costs a look at a whole batch. */
  constructor(most: number) {
    this.#most = most
  }

  /** Takes note of a job whose phase may have changed. Gives the jobs to forget now, most often none. */
  note(job: Job): readonly Job[] {
    this.forget([job])
    if (!isFinished(job)) return []
    if (job.phase === 'done') this.#done.add(job)
    else this.#others.add(job)
    const size = this.#done.size + this.#others.size
    if (size <= this.#most + Math.floor(this.#most / 10)) return []
    const oldest = [...this.#done, ...this.#others].slice(0, size - this.#most)
    this.forget(oldest)
    return oldest
  }

  forget(jobs: Iterable<Job>): void {
    for (const job of jobs) {
      this.#done.delete(job)
      this.#others.delete(job)
    }
  }
}
