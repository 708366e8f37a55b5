import type { Batch, InterruptedBatch, JobRow, JobsSnapshot } from '../../../shared/model/job.ts'

/** Every batch and row the page knows, in the order they are shown: newest batch first, rows as the batch gave them. */
export interface JobsState {
  readonly batches: ReadonlyMap<string, Batch>
  readonly rows: ReadonlyMap<string, JobRow>
  /** Rows that the snapshot left out. */
  readonly moreRows: number
  /** Batches that an earlier run did not finish. */
  readonly interrupted: readonly InterruptedBatch[]
  /** False until the first snapshot was read. */
  readonly known: boolean
}

/** Before anything was read. */
export const noJobs: JobsState = {
  batches: new Map(),
  rows: new Map(),
  moreRows: 0,
  interrupted: [],
  known: false,
}

type JobsChange = Pick<JobsSnapshot, 'batches' | 'rows'>

/** Batches and rows that changed, laid over what was known. */
export function applyChange(state: JobsState, change: JobsChange): JobsState {
  const batches = new Map(state.batches)
  for (const batch of change.batches) batches.set(batch.id, batch)
  const rows = new Map(state.rows)
  for (const row of change.rows) rows.set(row.id, row)
  return { ...state, batches, rows }
}

/**
 * A snapshot replaces what was known. `since` holds what events brought while the snapshot was on its way: it is newer,
 * so it is laid over the snapshot.
 */
export function applySnapshot(snapshot: JobsSnapshot, since: readonly JobsChange[]): JobsState {
  const fresh: JobsState = {
    batches: new Map(snapshot.batches.map((batch) => [batch.id, batch])),
    rows: new Map(snapshot.rows.map((row) => [row.id, row])),
    moreRows: snapshot.moreRows,
    interrupted: snapshot.interrupted,
    known: true,
  }
  return since.reduce(applyChange, fresh)
}

/** A batch of which something still runs or waits. */
export const isRunning = (batch: Batch): boolean => batch.state !== 'finished'

/** A row that has come to its end. */
export const isOver = (row: JobRow): boolean =>
  row.phase === 'done' || row.phase === 'failed' || row.phase === 'cancelled'
