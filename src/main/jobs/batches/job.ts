import type { JobPhase, JobRow } from '../../../shared/model/job.ts'
import type { DoorLabel, PlanOptions } from '../../../shared/model/plan.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import type { DataKeyCache } from '../../keyrings/data-key-cache.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import type { FileRecord } from '../../../shared/model/file-record.ts'
import { isCheckedHere, type WrittenDoor } from '../../doors/written-door.ts'
import { isReadBack } from '../plan/count-calls.ts'
import { writesMessage } from '../plan/direction.ts'
import type { PlannedFile } from '../plan/planned-file.ts'
import type { KeysAhead } from './keys-ahead.ts'
import { RateMeter } from './rate-meter.ts'

/** What a finished file left: the figures of its row. */
export interface JobResult {
  /** Where the result is; null where nothing was written. */
  readonly path: string | null
  /** Bytes of the result, of all files where it is a folder; null where nothing was written. */
  readonly size: number | null
  readonly doors: readonly DoorLabel[]
  /** The same by names that stay, and the header's hash: what the catalog keeps. */
  readonly recorded: Pick<FileRecord, 'doors' | 'headerHash' | 'seen'>
  /** Null for a KMS ciphertext blob, which has neither. */
  readonly suite: string | null
  readonly frameLength: number | null
  readonly keyMaterialId: string | null
  readonly verified: boolean
  readonly seconds: number
  readonly verifySeconds: number | null
  /** Files packed or unpacked, null for a single file; and what a folder as one file has no room for. */
  readonly members: number | null
  readonly leftOut: number
  /** Asked at each look: the first message under a data key does not know yet that others will follow. */
  readonly dataKey: { readonly dataKeyIsShared: boolean }
  readonly original: JobRow['original']
  readonly note: JobRow['note']
}

/** The choices that a batch was started with. */
export interface BatchOptions {
  readonly options: PlanOptions
  readonly frameLength: number
  readonly doors: readonly DoorLabel[]
  /** The doors of new messages, in the order of their labels. */
  readonly written: readonly WrittenDoor[]
  /** The folder of the results; null = beside the originals. */
  readonly outputFolder: string | null
  /** Where the batch reuses data keys: those it has now. Null = every message has its own. */
  readonly dataKeys: DataKeyCache | null
  /** The data keys of jobs that wait, where they are asked for ahead. */
  readonly keysAhead: KeysAhead | null
}

/** One file on its way, as the queue keeps it. Changes only through the functions of this folder. */
export interface Job {
  readonly id: string
  readonly batchId: string
  /** Its place in the batch. */
  readonly index: number
  readonly planned: PlannedFile
  readonly batch: BatchOptions
  readonly meter: RateMeter
  phase: JobPhase
  /** Times it was begun. */
  tries: number
  /** Bytes of the running pass. */
  bytesDone: number
  /** Set while the job runs. */
  controller: AbortController | null
  result: JobResult | null
  problem: Problem | null
  finishedAt: string | null
}

export function newJob(made: Pick<Job, 'id' | 'batchId' | 'index' | 'planned' | 'batch'>): Job {
  return {
    ...made,
    meter: new RateMeter(),
    phase: 'waiting',
    tries: 0,
    bytesDone: 0,
    controller: null,
    result: null,
    problem: null,
    finishedAt: null,
  }
}

/** True where a job will not move again by itself. */
export function isFinished({ phase }: Pick<Job, 'phase'>): boolean {
  return phase === 'done' || phase === 'failed' || phase === 'cancelled'
}

export function sizeOf(job: Job): number {
  return job.planned.shown.size
}

/** The encryption context that the batch was started with. */
export function pairsOf({ batch }: Job): EncryptionContext {
  return new Map(batch.options.context.map(({ key, value }) => [key, value]))
}

/** Passes over the file: opening and verifying are one, a message that is written is followed by reading back where that is wanted. */
export function passesOf(job: Job): number {
  const { options, written } = job.batch
  const isChecked = isReadBack(options) && written.some(isCheckedHere)
  return writesMessage(job.planned.shown.action) && isChecked ? 2 : 1
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
