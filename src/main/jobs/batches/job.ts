import type { JobPhase, JobRow } from '../../../shared/model/job.ts'
import type { DoorLabel, PlanOptions } from '../../../shared/model/plan.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import type { PlannedFile } from '../plan/planned-file.ts'
import { RateMeter } from './rate-meter.ts'

/** What a finished file left: the figures of its row. */
export interface JobResult {
  /** Where the result is; null where nothing was written. */
  readonly path: string | null
  readonly size: number
  readonly doors: readonly DoorLabel[]
  readonly suite: string
  readonly frameLength: number
  readonly keyMaterialId: string | null
  readonly verified: boolean
  readonly seconds: number
  readonly verifySeconds: number | null
  /** Files packed or unpacked, null for a single file; and what a folder as one file has no room for. */
  readonly members: number | null
  readonly leftOut: number
  readonly dataKeyReused: boolean
  readonly original: JobRow['original']
  readonly note: JobRow['note']
}

/** The choices that a batch was started with. */
export interface BatchOptions {
  readonly options: PlanOptions
  readonly frameLength: number
  readonly doors: readonly DoorLabel[]
}

/** One file on its way, as the queue keeps it. Changes only through the functions of this folder. */
export interface Job {
  readonly id: string
  readonly batchId: string
  readonly planned: PlannedFile
  readonly batch: BatchOptions
  readonly meter: RateMeter
  phase: JobPhase
  /** Bytes of the running pass. */
  bytesDone: number
  /** Set while the job runs. */
  controller: AbortController | null
  result: JobResult | null
  problem: Problem | null
  finishedAt: string | null
}

export function newJob(id: string, batchId: string, planned: PlannedFile, batch: BatchOptions): Job {
  return {
    id,
    batchId,
    planned,
    batch,
    meter: new RateMeter(),
    phase: 'waiting',
    bytesDone: 0,
    controller: null,
    result: null,
    problem: null,
    finishedAt: null,
  }
}

/** True where a job will not move again by itself. */
export function isFinished(job: Job): boolean {
  return job.phase === 'done' || job.phase === 'failed' || job.phase === 'cancelled'
}

export function sizeOf(job: Job): number {
  return job.planned.shown.size
}

/** Passes over the file: opening is one, encrypting is followed by reading back where that is wanted. */
export function passesOf(job: Job): number {
  return job.planned.shown.action === 'encrypt' && job.batch.options.verify ? 2 : 1
}

/** How much of a job's work is done, in bytes of its file: both passes count half where there are two. */
export function workDone(job: Job): number {
  const size = sizeOf(job)
  if (job.phase === 'done' || job.phase === 'publishing') return size
  if (job.phase !== 'working' && job.phase !== 'readingBack') return 0
  const passesBefore = job.phase === 'readingBack' ? 1 : 0
  const thisPass = Math.min(size, job.bytesDone)
  return (passesBefore * size + thisPass) / passesOf(job)
}
