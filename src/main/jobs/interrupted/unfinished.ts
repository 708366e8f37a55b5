import type { PlanOptions } from '../../../shared/model/plan.ts'

/** A file of a batch that was started, as it is remembered until it is done. */
export interface UnfinishedFile {
  /** Its place in the batch. */
  readonly index: number
  readonly path: string
  /** As `Place`: the folders that the dropped one is left of it, so that a result goes where it would have gone. */
  readonly inside: string
  readonly tree: string
  /** The wanted path of the result, which may get a number; null where nothing is written. */
  readonly target: string | null
  /** Inodes of the staged files that were made for it: a result under such a one is this file's. */
  readonly inodes: readonly bigint[]
}

/** A batch that was started, and its files that are not known to be done. */
export interface UnfinishedBatch {
  readonly id: string
  readonly startedAt: string
  /** With `output` beside; the folder of the results is `outputFolder`. */
  readonly options: PlanOptions
  /** Null = beside the originals. */
  readonly outputFolder: string | null
  readonly files: ReadonlyMap<number, UnfinishedFile>
}

/** What is remembered of a batch beside its files. */
export type BatchHead = Omit<UnfinishedBatch, 'files'>
