import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { FileRecord } from '../../../shared/model/file-record.ts'
import type { JobsSnapshot } from '../../../shared/model/job.ts'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { DataKeyCache } from '../../keyrings/data-key-cache.ts'
import type { WorkerEngine } from '../engine/worker-engine.ts'
import type { Planner } from '../plan/planner.ts'
import type { StagingJournal } from '../staging/staging-journal.ts'
import { keysAheadOf } from './ask-ahead.ts'
import { BatchRecord } from './batch-record.ts'
import { fileRecordOf } from './file-record-of.ts'
import { FinishedJobs } from './finished-jobs.ts'
import { isFinished, newJob } from './job.ts'
import type { Job } from './job.ts'
import { jobNotFound } from './job-not-found.ts'
import { JobQueue, mayRetry } from './job-queue.ts'
import type { JobQueueOptions } from './job-queue.ts'
import type { Jobs } from './jobs.ts'
import { JobsNewsBoard } from './jobs-news-board.ts'
import { snapshotOf } from './jobs-snapshot.ts'
import type { KeyCalls } from './metered-keyring.ts'
import type { UnfinishedWork } from './unfinished-work.ts'
import { unlockNeeded } from '../sign-in/sign-in-needed.ts'
import { SignedOut } from '../sign-in/signed-out.ts'

export interface JobsServiceOptions extends Pick<JobQueueOptions, 'run' | 'lanes' | 'now' | 'signIns'> {
  readonly planner: Planner
  readonly engine: Pick<WorkerEngine, 'close'>
  readonly journal: StagingJournal
  readonly unfinished: UnfinishedWork
  readonly homeFolder: string
  /** Rows of finished jobs that are kept. */
  readonly mostFinished: number
  /** Asks for the data key of a job that waits, where that saves time. */
  readonly askAhead: (job: Job, onCalls: (calls: KeyCalls) => void) => void
  /** Calls a second that AWS KMS slowed us down to; null where it did not. */
  readonly slowedTo: () => number | null
  /** Told of every job that was begun and ended. */
  readonly record: (entry: FileRecord) => void
}

/** Batches of jobs and the news about them. Plans come from the planner, files are worked on by `run`. */
export class JobsService implements Jobs {
  readonly #options: JobsServiceOptions
  readonly #queue: JobQueue
  readonly #finished: FinishedJobs
  readonly #signedOut = new SignedOut()
  readonly #batches = new Map<string, BatchRecord>()
  readonly #jobs = new Map<string, Job>()
  readonly #news: JobsNewsBoard

  constructor(options: JobsServiceOptions) {
    this.#options = options
    this.#finished = new FinishedJobs(options.mostFinished)
    this.#news = new JobsNewsBoard(this.#batches, this.#jobs, options.homeFolder)
    const { lanes, run, now, askAhead, signIns } = options
    const count = (job: Job, calls: KeyCalls): void => this.#batches.get(job.batchId)?.countCalls(calls)
    this.#queue = new JobQueue({
      lanes,
      run,
      now,
      signIns,
      signedOut: this.#signedOut,
      onChange: (job) => this.#note(job),
      onCalls: count,
      onComing: (job) => askAhead(job, (calls) => count(job, calls)),
    })
  }

  /** A journal that cannot be read does not keep the app from starting: every job that needs it tries again and says so. */
  recoverStaged: Jobs['recoverStaged'] = async () => {
    const { journal, unfinished } = this.#options
    // Results are told by the inodes of staged files, so those that were never published go first.
    const recovery = await journal.recover().catch(() => ({ removed: 0, remaining: [] }))
    await unfinished.recover()
    return recovery
  }
  plan: Jobs['plan'] = (paths, options) => this.#options.planner.plan(paths, options)
  planInterrupted: Jobs['planInterrupted'] = (id) => this.#options.unfinished.plan(id)
  revise: Jobs['revise'] = async (planId, options, decisions) => {
    const { planner, unfinished } = this.#options
    return unfinished.revised(planId, await planner.revise(planId, options, decisions))
  }
  cancelReading: Jobs['cancelReading'] = () => this.#options.planner.cancelReading()
  discardPlan: Jobs['discardPlan'] = (planId) => {
    this.#options.planner.discard(planId)
    this.#options.unfinished.discarded(planId)
  }
  planSource: Jobs['planSource'] = (planId, itemId) => this.#options.planner.sourceOf(planId, itemId)
  allowOutputFolder: Jobs['allowOutputFolder'] = (folder) => this.#options.planner.allowOutputFolder(folder)
  forgetInterrupted: Jobs['forgetInterrupted'] = (id) => this.#options.unfinished.forget(id)

  checkKeys: Jobs['checkKeys'] = (planId) => this.#options.planner.checkKeys(planId)
  checkRoom: Jobs['checkRoom'] = async (planId) => this.#options.planner.checkRoom(planId)
  checkRoomAgain: Jobs['checkRoomAgain'] = async (which) => {
    const jobs = 'jobId' in which ? [this.#find(which.jobId)] : this.#batch(which.batchId).jobs
    const again = jobs.filter(mayRetry)
    const [first] = again
    if (first === undefined) return
    const planned = again.map((job) => job.planned)
    await this.#options.planner.checkRoomAgain(planned, first.batch.options)
  }

  start(planId: string): { readonly batchId: string } {
    const { plan, files, written, outputFolder } = this.#options.planner.take(planId)
    const { options, frameLength, doors } = plan
    const batchId = randomUUID()
    const keys = { dataKeys: dataKeysOf(options), keysAhead: keysAheadOf(options) }
    const choices = { options, frameLength, doors, written, outputFolder, ...keys }
    const jobs = files.map((planned, index) =>
      newJob({ id: randomUUID(), batchId, index, planned, batch: choices }),
    )
    const batch = new BatchRecord({
      id: batchId,
      startedAt: this.#options.now().toISOString(),
      choices,
      jobs,
      waitingFor: () => this.#signedOut.waitingFor(batchId),
      slowedTo: this.#options.slowedTo,
    })
    this.#batches.set(batchId, batch)
    for (const job of jobs) this.#jobs.set(job.id, job)
    this.#enqueue(batch, jobs, planId)
    return { batchId }
  }

  snapshot(): JobsSnapshot {
    const { homeFolder, unfinished } = this.#options
    const at = performance.now()
    return snapshotOf([...this.#batches.values()], unfinished.interrupted, { homeFolder, at })
  }

  cancel(batchId: string, jobId: string | null): void {
    const batch = this.#batch(batchId)
    if (jobId !== null) return this.#queue.cancel(this.#find(jobId))
    batch.markCancelling()
    for (const job of batch.jobs) this.#queue.cancel(job)
    this.#news.batchChanged(batchId)
  }

  retry(jobId: string): void {
    const job = this.#find(jobId)
    if (!mayRetry(job)) throw new VaultError('INVALID_REQUEST', 'this file does not need another try')
    this.#again(this.#batch(job.batchId), [job])
  }

  retryFailed(batchId: string): void {
    const batch = this.#batch(batchId)
    this.#again(batch, batch.jobs.filter(mayRetry))
  }

  pause(batchId: string): void {
    const batch = this.#batch(batchId)
    if (batch.isFinished) return
    batch.setPaused(true)
    batch.wipeDataKeys()
    this.#queue.pause(batchId)
    this.#news.batchChanged(batchId)
  }

  resume(batchId: string): void {
    const batch = this.#batch(batchId)
    if (!batch.isPaused) return
    batch.setPaused(false)
    this.#queue.resume(batchId)
    this.#news.batchChanged(batchId)
  }

  tryAgain(batchId: string): void {
    this.#queue.tryAgain(this.#batch(batchId).id)
  }

  clear(): void {
    for (const batch of this.#batches.values()) this.#forget(batch)
  }

  revealTarget(jobId: string, which: 'result' | 'source'): string {
    const job = this.#find(jobId)
    if (!isFinished(job)) throw jobNotFound()
    if (which === 'source') return path.resolve(job.planned.source)
    const resultPath = job.result?.path ?? null
    if (resultPath === null) throw jobNotFound()
    return resultPath
  }

  onChange: Jobs['onChange'] = (listener) => this.#news.onNews(listener)

  forgetDataKeys(): void {
    for (const batch of this.#batches.values()) batch.wipeDataKeys()
  }

  async beforeLock(running: 'finish' | 'stop'): Promise<void> {
    if (running === 'stop') this.#queue.interrupt(unlockNeeded)
    await this.#queue.ranOut()
  }

  afterLock(isLocked: boolean): void {
    this.#queue.goOn(isLocked ? unlockNeeded : null)
  }

  async shutDown(): Promise<void> {
    const { engine, journal, unfinished } = this.#options
    unfinished.stop()
    await this.#queue.close()
    this.forgetDataKeys()
    await engine.close()
    await journal.close()
    await unfinished.close()
    this.#news.close()
  }

  /** What failed is begun anew, under data keys of its own. */
  #again(batch: BatchRecord, jobs: readonly Job[]): void {
    if (jobs.length === 0) return
    batch.wipeDataKeys()
    this.#enqueue(batch, jobs, null)
  }

  #enqueue(batch: BatchRecord, jobs: readonly Job[], planId: string | null): void {
    // No file is begun before it is written down that it was to be done.
    this.#queue.holdUntil(batch.id, this.#rememberBegun(batch, jobs, planId))
    for (const job of jobs) this.#queue.add(job)
  }

  async #rememberBegun(batch: BatchRecord, jobs: readonly Job[], planId: string | null): Promise<void> {
    const { unfinished } = this.#options
    await unfinished.begin(batch, jobs, planId)
    // Some may have been refused or cancelled meanwhile.
    for (const job of jobs) unfinished.note(job)
    if (batch.isFinished) unfinished.ended(batch.id)
  }

  #find(jobId: string): Job {
    const job = this.#jobs.get(jobId)
    if (job === undefined) throw jobNotFound()
    return job
  }

  #batch(batchId: string): BatchRecord {
    const batch = this.#batches.get(batchId)
    if (batch === undefined) throw jobNotFound()
    return batch
  }

  #forget(batch: BatchRecord, which?: readonly Job[]): void {
    const forgotten = batch.forgetFinished(which)
    this.#finished.forget(forgotten)
    for (const job of forgotten) this.#jobs.delete(job.id)
    if (batch.isEmpty) this.#batches.delete(batch.id)
  }

  #note(job: Job): void {
    const batch = this.#batches.get(job.batchId)
    batch?.note(job)
    if (isFinished(job)) job.batch.keysAhead?.forget(job)
    this.#options.unfinished.note(job)
    if (isFinished(job) && job.tries > 0) this.#options.record(fileRecordOf(job))
    if (batch !== undefined && job.controller === null) this.#rest(batch)
    this.#forgetOldest(job)
    this.#news.jobChanged(job)
  }

  /** No data key outlives the work it is for. */
  #rest(batch: BatchRecord): void {
    if (batch.isIdle && (batch.isPaused || batch.isFinished || batch.waitsForSignIn)) batch.wipeDataKeys()
    if (!batch.isFinished) return
    // A pause ends with its batch: what is tried again later is not held by it.
    this.#queue.resume(batch.id)
    this.#options.unfinished.ended(batch.id)
  }

  #forgetOldest(job: Job): void {
    for (const [id, old] of Map.groupBy(this.#finished.note(job), ({ batchId }) => batchId)) {
      const batch = this.#batches.get(id)
      if (batch !== undefined) this.#forget(batch, old)
    }
  }
}

/** Signed messages share no data key: they would share the signing key with it. */
function dataKeysOf({ reuseDataKey, suite }: PlanOptions): DataKeyCache | null {
  return reuseDataKey && suite === '0478' ? new DataKeyCache() : null
}
