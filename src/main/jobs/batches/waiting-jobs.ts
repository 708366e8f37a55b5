import { JobLine } from './job-line.ts'
import type { Job } from './job.ts'

interface Line {
  readonly jobs: JobLine
  paused: boolean
  /** Times it was held and not let go yet. */
  holds: number
}

/** The jobs that wait, in lines: one a batch, the oldest batch first. A line may be paused. */
export class WaitingJobs {
  readonly #lines = new Map<string, Line>()

  /** The next job to start; undefined where none waits that may. */
  next(): Job | undefined {
    for (const { jobs, paused, holds } of this.#lines.values()) {
      const first = paused || holds > 0 ? undefined : jobs.first
      if (first !== undefined) return first
    }
    return undefined
  }

  /** The jobs that will be next, at most so many. */
  coming(count: number): readonly Job[] {
    const found: Job[] = []
    for (const { jobs, paused, holds } of this.#lines.values()) {
      if (found.length >= count) break
      if (!paused && holds === 0) found.push(...jobs.front(count - found.length))
    }
    return found
  }

  add(job: Job): void {
    this.#line(job.batchId).jobs.add(job)
  }

  /** True where it waited. */
  delete(job: Job): boolean {
    const wasWaiting = this.#lines.get(job.batchId)?.jobs.delete(job) ?? false
    this.#dropUnused(job.batchId)
    return wasWaiting
  }

  all(): readonly Job[] {
    return [...this.#lines.values()].flatMap(({ jobs }) => jobs.all())
  }

  setPaused(batchId: string, paused: boolean): void {
    this.#line(batchId).paused = paused
    this.#dropUnused(batchId)
  }

  /** Keeps a batch's jobs from starting until it is let go as often as it was held. */
  hold(batchId: string): void {
    this.#line(batchId).holds++
  }

  letGo(batchId: string): void {
    this.#line(batchId).holds--
    this.#dropUnused(batchId)
  }

  #line(batchId: string): Line {
    const line = this.#lines.get(batchId) ?? { jobs: new JobLine(), paused: false, holds: 0 }
    this.#lines.set(batchId, line)
    return line
  }

  #dropUnused(batchId: string): void {
    const line = this.#lines.get(batchId)
    if (line?.jobs.size === 0 && !line.paused && line.holds === 0) this.#lines.delete(batchId)
  }
}
