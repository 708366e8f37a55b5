import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { JobsSnapshot } from '../../../shared/model/job.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { WorkerEngine } from '../engine/worker-engine.ts'
import type { Planner } from '../plan/planner.ts'
import type { StagingJournal } from '../staging/staging-journal.ts'
import { BatchRecord } from './batch-record.ts'
import { EventGate } from './event-gate.ts'
import { FinishedJobs } from './finished-jobs.ts'
import { isFinished, newJob } from './job.ts'
import type { Job } from './job.ts'
import { JobQueue, mayRetry } from './job-queue.ts'
import { rowOf } from './job-row.ts'
import type { Jobs, JobsNews } from './jobs.ts'
import { snapshotOf } from './jobs-snapshot.ts'
import type { JobQueueOptions } from './job-queue.ts'

export interface JobsServiceOptions {
  readonly planner: Planner
  readonly engine: Pick<WorkerEngine, 'close'>
  readonly journal: StagingJournal
  readonly run: JobQueueOptions['run']
  readonly parallel: number
  readonly homeFolder: string
  readonly now: () => Date
  /** Rows of finished jobs that are kept. */
  readonly mostFinished: number
}

const mostRowsInNews = 1000

/** Batches of jobs and the news about them. Plans come from the planner, files are worked on by `run`. */
export class JobsService implements Jobs {
  readonly #options: JobsServiceOptions
  readonly #queue: JobQueue
  readonly #finished: FinishedJobs
  readonly #batches = new Map<string, BatchRecord>()
  readonly #jobs = new Map<string, Job>()
  readonly #changed = new Set<Job>()
  readonly #changedBatches = new Set<string>()
  readonly #listeners = new Set<(news: JobsNews) => void>()
  readonly #gate = new EventGate(() => this.#emit())

  constructor(options: JobsServiceOptions) {
    this.#options = options
    this.#finished = new FinishedJobs(options.mostFinished)
    this.#queue = new JobQueue({
      parallel: options.parallel,
      run: options.run,
      now: options.now,
      onChange: (job) => this.#note(job),
      onKmsCalls: (job, calls) => {
        const batch = this.#batches.get(job.batchId)
        if (batch !== undefined) batch.kmsCalls += calls
      },
    })
  }

  /** A journal that cannot be read does not keep the app from starting: every job that needs it tries again and says so. */
  recoverStaged: Jobs['recoverStaged'] = () =>
    this.#options.journal.recover().catch(() => ({ removed: 0, remaining: [] }))
  plan: Jobs['plan'] = (paths, options) => this.#options.planner.plan(paths, options)
  revise: Jobs['revise'] = (planId, options, decisions) =>
    this.#options.planner.revise(planId, options, decisions)
  cancelReading: Jobs['cancelReading'] = () => this.#options.planner.cancelReading()
  discardPlan: Jobs['discardPlan'] = (planId) => this.#options.planner.discard(planId)
  planSource: Jobs['planSource'] = (planId, itemId) => this.#options.planner.sourceOf(planId, itemId)
  planInterrupted: Jobs['planInterrupted'] = () => Promise.reject(notFound())
  forgetInterrupted: Jobs['forgetInterrupted'] = () => Promise.reject(notFound())
  retryFailed: Jobs['retryFailed'] = () => {
    throw notFound()
  }
  pause: Jobs['pause'] = () => {
    throw notFound()
  }
  resume: Jobs['resume'] = () => {
    throw notFound()
  }
  allowOutputFolder: Jobs['allowOutputFolder'] = (folder) => this.#options.planner.allowOutputFolder(folder)

  start(planId: string): { readonly batchId: string } {
    const { plan, files } = this.#options.planner.take(planId)
    const { options, frameLength, doors } = plan
    const batchId = randomUUID()
    const jobs = files.map((file) => newJob(randomUUID(), batchId, file, { options, frameLength, doors }))
    this.#batches.set(batchId, new BatchRecord(batchId, this.#options.now().toISOString(), jobs))
    for (const job of jobs) this.#jobs.set(job.id, job)
    for (const job of jobs) this.#queue.add(job)
    return { batchId }
  }

  snapshot(): JobsSnapshot {
    return snapshotOf([...this.#batches.values()], this.#options.homeFolder, performance.now())
  }

  cancel(batchId: string, jobId: string | null): void {
    const batch = this.#batches.get(batchId)
    if (batch === undefined) throw notFound()
    if (jobId !== null) return this.#queue.cancel(this.#find(jobId))
    batch.markCancelling()
    for (const job of batch.jobs) this.#queue.cancel(job)
    this.#changedBatches.add(batchId)
    this.#gate.open()
  }

  retry(jobId: string): void {
    const job = this.#find(jobId)
    if (!mayRetry(job)) throw new VaultError('INVALID_REQUEST', 'this file does not need another try')
    this.#queue.add(job)
  }

  clear(): void {
    for (const batch of this.#batches.values()) this.#forget(batch)
  }

  revealTarget(jobId: string, which: 'result' | 'source'): string {
    const job = this.#find(jobId)
    if (!isFinished(job)) throw notFound()
    if (which === 'source') return path.resolve(job.planned.source)
    const resultPath = job.result?.path ?? null
    if (resultPath === null) throw notFound()
    return resultPath
  }

  onChange(listener: (news: JobsNews) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async shutDown(): Promise<void> {
    await this.#queue.close()
    await this.#options.engine.close()
    await this.#options.journal.close()
    this.#gate.close()
  }

  #find(jobId: string): Job {
    const job = this.#jobs.get(jobId)
    if (job === undefined) throw notFound()
    return job
  }

  #forget(batch: BatchRecord, which?: ReadonlySet<Job>): void {
    const forgotten = batch.forgetFinished(which)
    this.#finished.forget(forgotten)
    for (const job of forgotten) this.#jobs.delete(job.id)
    if (batch.jobs.length === 0) this.#batches.delete(batch.id)
  }

  #note(job: Job): void {
    const tooMany = new Set(this.#finished.note(job))
    for (const id of new Set([...tooMany].map((old) => old.batchId))) {
      const batch = this.#batches.get(id)
      if (batch !== undefined) this.#forget(batch, tooMany)
    }
    this.#changed.add(job)
    this.#changedBatches.add(job.batchId)
    this.#gate.open()
  }

  #emit(): void {
    const jobs = [...this.#changed].slice(0, mostRowsInNews)
    for (const job of jobs) this.#changed.delete(job)
    const at = performance.now()
    const batches = [...this.#changedBatches].flatMap((id) => this.#batches.get(id)?.show(at) ?? [])
    this.#changedBatches.clear()
    const rows = jobs
      .filter((job) => this.#jobs.has(job.id))
      .map((job) => rowOf(job, this.#options.homeFolder))
    for (const listener of this.#listeners) listener({ batches, rows })
    if (this.#changed.size > 0) this.#gate.open()
  }
}

function notFound(): VaultError {
  return new VaultError('JOB_NOT_FOUND', 'this job is no longer known')
}
