import type { BatchRecord } from './batch-record.ts'
import { EventGate } from './event-gate.ts'
import type { Job } from './job.ts'
import { rowOf } from './job-row.ts'
import type { JobsNews } from './jobs.ts'

const mostRowsInNews = 1000

/** Collects what changed and tells it, at most ten times a second and at most a thousand rows at a time. */
export class JobsNewsBoard {
  readonly #batches: ReadonlyMap<string, BatchRecord>
  readonly #jobs: ReadonlyMap<string, Job>
  readonly #homeFolder: string
  readonly #changed = new Set<Job>()
  readonly #changedBatches = new Set<string>()
  readonly #listeners = new Set<(news: JobsNews) => void>()
  readonly #gate = new EventGate(() => this.#emit())

  constructor(batches: ReadonlyMap<string, BatchRecord>, jobs: ReadonlyMap<string, Job>, homeFolder: string) {
    this.#batches = batches
    this.#jobs = jobs
    this.#homeFolder = homeFolder
  }

  onNews(listener: (news: JobsNews) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  jobChanged(job: Job): void {
    this.#changed.add(job)
    this.batchChanged(job.batchId)
  }

  batchChanged(batchId: string): void {
    this.#changedBatches.add(batchId)
    this.#gate.open()
  }

  close(): void {
    this.#gate.close()
  }

  #emit(): void {
    const jobs: Job[] = []
    for (const job of this.#changed) {
      if (jobs.length === mostRowsInNews) break
      this.#changed.delete(job)
      // Nobody shows a row that was forgotten meanwhile.
      if (this.#jobs.has(job.id)) jobs.push(job)
    }
    const at = performance.now()
    const batches = [...this.#changedBatches].flatMap((id) => this.#batches.get(id)?.show(at) ?? [])
    this.#changedBatches.clear()
    const rows = jobs.map((job) => rowOf(job, this.#homeFolder))
    for (const listener of this.#listeners) listener({ batches, rows })
    if (this.#changed.size > 0) this.#gate.open()
  }
}
