import path from 'node:path'
import type { InterruptedBatch, JobsSnapshot } from '../../../shared/model/job.ts'
import type { UnfinishedBatch } from '../interrupted/unfinished.ts'
import type { BatchRecord } from './batch-record.ts'
import type { Job } from './job.ts'
import { rowOf } from './job-row.ts'

const mostRows = 5000
const rank = {
  working: 0,
  readingBack: 0,
  publishing: 0,
  failed: 1,
  waiting: 2,
  cancelled: 3,
  done: 3,
} as const

/** All that the Files page shows: running and failed rows first, the newest batch first among equals. */
export function snapshotOf(
  batches: readonly BatchRecord[],
  interrupted: readonly UnfinishedBatch[],
  { homeFolder, at }: { readonly homeFolder: string; readonly at: number },
): JobsSnapshot {
  const jobs = batches.toReversed().flatMap((batch) => batch.jobs)
  const shown = jobs.length <= mostRows ? jobs : jobs.toSorted(byRank).slice(0, mostRows)
  return {
    batches: batches.map((batch) => batch.show(at)),
    rows: shown.map((job) => rowOf(job, homeFolder)),
    moreRows: jobs.length - shown.length,
    interrupted: interrupted.map(shownInterrupted),
  }
}

const namesShown = 3

function shownInterrupted({ id, startedAt, options, files }: UnfinishedBatch): InterruptedBatch {
  const names = [...files.values()].slice(0, namesShown).map((file) => path.basename(file.path))
  const { intent, original } = options
  return { id, startedAt, intent, original, files: files.size, names }
}

function byRank(a: Job, b: Job): number {
  return rank[a.phase] - rank[b.phase]
}
