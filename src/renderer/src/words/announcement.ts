import { isRunning, type JobsState } from '../data/jobs-state.ts'
import { many } from '../format/lists.ts'
import { percent } from '../format/times.ts'
import { batchCount } from './job-words.ts'

/** How the newest batch stands, in one sentence for a screen reader; '' before there was one. */
export function announcement(jobs: JobsState): string {
  const batch = [...jobs.batches.values()].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0]
  if (batch === undefined) return ''
  if (isRunning(batch)) return `${batchCount(batch)}. ${percent(batch.bytesDone, batch.bytesTotal)} percent.`
  const parts = [
    `${many(batch.done, 'file')} done`,
    ...(batch.failed === 0 ? [] : [`${batch.failed} failed`]),
    ...(batch.cancelled === 0 ? [] : [`${batch.cancelled} cancelled`]),
  ]
  return `Finished. ${parts.join(', ')}.`
}
