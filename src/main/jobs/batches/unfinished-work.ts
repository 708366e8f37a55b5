import path from 'node:path'
import type { Plan, PlanOptions } from '../../../shared/model/plan.ts'
import type { UnfinishedBatch, UnfinishedFile } from '../interrupted/unfinished.ts'
import type { UnfinishedBatches } from '../interrupted/unfinished-batches.ts'
import type { Planner } from '../plan/planner.ts'
import type { BatchRecord } from './batch-record.ts'
import { isFinished } from './job.ts'
import type { Job } from './job.ts'
import { jobNotFound } from './job-not-found.ts'

/**
 * What batches leave undone, remembered over a crash and a quit, and planned again. A profile that cannot be written
 * keeps no job from running: then nothing is offered after a crash.
 */
export class UnfinishedWork {
  readonly #unfinished: UnfinishedBatches
  readonly #planner: Pick<Planner, 'plan' | 'allowOutputFolder'>
  /** Plans made of interrupted batches. */
  readonly #origins = new Map<string, string>()
  #stopped = false

  constructor(unfinished: UnfinishedBatches, planner: Pick<Planner, 'plan' | 'allowOutputFolder'>) {
    this.#unfinished = unfinished
    this.#planner = planner
  }

  /** Never throws. */
  recover(): Promise<void> {
    return this.#unfinished.recover().catch(() => {})
  }

  get interrupted(): readonly UnfinishedBatch[] {
    return this.#unfinished.interrupted
  }

  /** What an interrupted batch left, as a plan with the options of then. Throws JOB_NOT_FOUND, and what planning throws. */
  async plan(id: string): Promise<Plan> {
    const left = this.interrupted.find((batch) => batch.id === id)
    if (left === undefined) throw jobNotFound()
    const files = [...left.files.values()]
    const places = new Map(files.map((file) => [file.path, file]))
    const options = { ...left.options, output: await this.#output(left) }
    const plan = await this.#planner.plan([...places.keys()], options, places)
    this.#origins.set(plan.id, id)
    return plan
  }

  /** A plan was made of another one. */
  revised(planId: string, revision: Plan): Plan {
    const origin = this.#origins.get(planId)
    if (origin !== undefined) this.#origins.set(revision.id, origin)
    return revision
  }

  discarded(planId: string): void {
    this.#origins.delete(planId)
  }

  /** Jobs are about to wait: of a plan that was started, or tried again. Settles once that is durable. Never throws. */
  async begin(batch: BatchRecord, jobs: readonly Job[], planId: string | null): Promise<void> {
    const instead = planId === null ? null : (this.#origins.get(planId) ?? null)
    if (instead !== null)
      for (const [made, origin] of this.#origins) if (origin === instead) this.#origins.delete(made)
    const { id, startedAt, choices } = batch
    const { options, outputFolder } = choices
    const head = { id, startedAt, options, outputFolder }
    await this.#unfinished.begin(head, jobs.map(unfinishedFile), instead).catch(() => {})
  }

  /** A staged file was made for a job. Throws VaultError. */
  staged({ batchId, index }: Job, inode: bigint): Promise<void> {
    return this.#unfinished.made(batchId, index, inode)
  }

  /** A job's phase may have changed. What is cancelled by quitting is not over, and neither is what waits for a sign-in. */
  note(job: Job): void {
    if (this.#stopped) return
    // What waits after a try is begun anew, like what failed.
    if (job.phase === 'failed' || (job.phase === 'waiting' && job.tries > 0))
      this.#unfinished.failed(job.batchId, job.index)
    else if (!isFinished(job)) return
    else this.#unfinished.over(job.batchId, job.index)
  }

  /** Nothing of a batch waits or runs any more: what failed in it is the person's to try again while the app runs. */
  ended(batchId: string): void {
    if (!this.#stopped) void this.#unfinished.end(batchId).catch(() => {})
  }

  /** Throws VaultError. */
  async forget(id: string): Promise<void> {
    await this.#unfinished.end(id)
  }

  /** From here on nothing counts as done or cancelled: the app is closing. */
  stop(): void {
    this.#stopped = true
  }

  /** Never throws. */
  async close(): Promise<void> {
    await this.#unfinished.close().catch(() => {})
  }

  async #output({ outputFolder }: UnfinishedBatch): Promise<PlanOptions['output']> {
    if (outputFolder === null) return 'beside'
    const { folderId } = await this.#planner.allowOutputFolder(outputFolder)
    return { folderId }
  }
}

function unfinishedFile({ index, planned }: Job): UnfinishedFile {
  const { item, shown, source, target } = planned
  const { inside, tree } = item
  const written = shown.action === 'verify' ? null : path.join(target.folder, target.name)
  return { index, path: source, inside, tree, target: written, inodes: [] }
}
