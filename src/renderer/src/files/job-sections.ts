import type { Batch, JobRow } from '../../../shared/model/job.ts'
import { isRunning, type JobsState } from '../data/jobs-state.ts'
import { dayName, fullDay } from '../format/dates.ts'
import { jobsText } from '../words/files-text.ts'
import { batchCount } from '../words/batch-words.ts'

/** Rows under one head: the running batch, or a day. */
export interface JobSection {
  readonly id: string
  readonly title: string
  readonly note: string
  readonly rows: readonly JobRow[]
}

/** Running rows come first, then what needs the person, then what waits, then what is over. */
const phaseOrder: Readonly<Record<JobRow['phase'], number>> = {
  working: 0,
  readingBack: 0,
  publishing: 0,
  failed: 1,
  waiting: 2,
  cancelled: 3,
  done: 4,
}

/** The batch that was started last. */
export const newestBatch = (jobs: JobsState): Batch | undefined =>
  [...jobs.batches.values()].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0]

/** The batches of which something still runs, newest first. */
export const runningBatches = (jobs: JobsState): readonly Batch[] =>
  [...jobs.batches.values()].filter(isRunning).toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))

/** The sections of the Files page: one for each running batch, then one for each day, newest first. */
export function jobSections(jobs: JobsState, now: Date): readonly JobSection[] {
  const running = runningBatches(jobs)
  const runningIds = new Set(running.map((batch) => batch.id))
  const byBatch = Map.groupBy(jobs.rows.values(), (row) => row.batchId)
  const current = running.map((batch): JobSection => {
    const rows = (byBatch.get(batch.id) ?? []).toSorted((a, b) => phaseOrder[a.phase] - phaseOrder[b.phase])
    return { id: `batch ${batch.id}`, title: jobsText.now, note: batchCount(batch), rows }
  })
  const over = [...jobs.rows.values()].filter((row) => !runningIds.has(row.batchId))
  return [...current, ...days(over, jobs, now)]
}

function days(rows: readonly JobRow[], jobs: JobsState, now: Date): readonly JobSection[] {
  const endOf = (row: JobRow) =>
    row.finishedAt ?? jobs.batches.get(row.batchId)?.startedAt ?? now.toISOString()
  // The newest batch first; inside a batch what failed stands above what is done.
  const sorted = rows.toSorted(
    (a, b) =>
      endOf(b).slice(0, 10).localeCompare(endOf(a).slice(0, 10)) ||
      batchStart(jobs, b).localeCompare(batchStart(jobs, a)) ||
      phaseOrder[a.phase] - phaseOrder[b.phase],
  )
  const byDay = Map.groupBy(sorted, (row) => dayName(endOf(row), now))
  return [...byDay].map(([title, inDay]): JobSection => {
    const first = inDay[0]
    const note =
      first === undefined || (title !== 'Today' && title !== 'Yesterday') ? '' : fullDay(endOf(first))
    return { id: `day ${title}`, title, note, rows: inDay }
  })
}

const batchStart = (jobs: JobsState, row: JobRow): string => jobs.batches.get(row.batchId)?.startedAt ?? ''
