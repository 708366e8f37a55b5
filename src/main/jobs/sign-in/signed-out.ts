import type { WaitingFor } from '../../../shared/model/job.ts'
import type { Job } from '../batches/job.ts'
import { connectionNeeded } from './connection-needed.ts'
import type { SignInNeeded } from './sign-in-needed.ts'

interface Standing extends SignInNeeded {
  /** The jobs that wait for it, by their batch. */
  readonly jobs: Map<string, Set<Job>>
}

/** The connections that are signed out while jobs need them, and the jobs that wait for each. */
export class SignedOut {
  readonly #standings = new Map<string, Standing>()
  readonly #waitsFor = new Map<Job, Standing>()

  /** Files of the batch that wait, and for which connection: of several, the one that was signed out first. */
  waitingFor(batchId: string): WaitingFor | null {
    for (const { jobs, ...needed } of this.#standings.values()) {
      const files = jobs.get(batchId)?.size ?? 0
      if (files > 0) return { ...needed, files }
    }
    return null
  }

  /**
   * A job's call found that it needs a sign-in: it waits for that, and so will others that need the same. True where nobody
   * waited for this connection before.
   */
  add(job: Job, needed: SignInNeeded): boolean {
    const isNews = this.open(needed)
    const standing = this.#standings.get(needed.connectionId)
    if (standing !== undefined) this.#wait(job, standing)
    return isNews
  }

  /** The same before any job has found it. True where nobody waited for this connection before. */
  open(needed: SignInNeeded): boolean {
    if (this.#standings.has(needed.connectionId)) return false
    this.#standings.set(needed.connectionId, { ...needed, jobs: new Map<string, Set<Job>>() })
    return true
  }

  /** Whether a job would only find that it needs a sign-in. */
  blocks(job: Job): boolean {
    return this.#blocking(job) !== undefined
  }

  /** The same, and where it is so, the job waits for that here. */
  holds(job: Job): boolean {
    const standing = this.#blocking(job)
    if (standing !== undefined) this.#wait(job, standing)
    return standing !== undefined
  }

  /** True where it waited here. */
  delete(job: Job): boolean {
    const standing = this.#waitsFor.get(job)
    if (standing === undefined) return false
    this.#waitsFor.delete(job)
    const ofBatch = standing.jobs.get(job.batchId)
    ofBatch?.delete(job)
    if (ofBatch?.size === 0) standing.jobs.delete(job.batchId)
    return true
  }

  /** The connection is worth another try: its jobs in the order of their batches. */
  release(connectionId: string): readonly Job[] {
    const jobs = [...(this.#standings.get(connectionId)?.jobs.values() ?? [])].flatMap((set) => [...set])
    this.#standings.delete(connectionId)
    for (const job of jobs) this.#waitsFor.delete(job)
    return jobs.toSorted((a, b) => (a.batchId === b.batchId ? a.index - b.index : 0))
  }

  /** The connections that files of a batch wait for. */
  connectionsOf(batchId: string): readonly string[] {
    const standings = [...this.#standings.values()].filter(({ jobs }) => jobs.has(batchId))
    return standings.map(({ connectionId }) => connectionId)
  }

  all(): readonly Job[] {
    return [...this.#waitsFor.keys()]
  }

  #blocking(job: Job): Standing | undefined {
    const connectionId = connectionNeeded(job, (id) => this.#standings.has(id))
    return connectionId === null ? undefined : this.#standings.get(connectionId)
  }

  #wait(job: Job, standing: Standing): void {
    this.#waitsFor.set(job, standing)
    const ofBatch = standing.jobs.get(job.batchId) ?? new Set()
    standing.jobs.set(job.batchId, ofBatch.add(job))
  }
}
