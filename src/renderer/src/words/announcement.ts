import { isRunning, type JobsState } from '../data/jobs-state.ts'
import { percent } from '../format/times.ts'
import { signInTitle } from './sign-in-words.ts'
import { batchCount, batchOutcome, batchTitle } from './batch-words.ts'

/** How the newest batch stands, in one sentence for a screen reader; '' before there was one. */
export function announcement(jobs: JobsState): string {
  const batch = [...jobs.batches.values()].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0]
  if (batch === undefined) return ''
  if (!isRunning(batch)) return `Finished. ${batchOutcome(batch)}.`
  const stands = batch.state === 'running' ? '' : `${batchTitle(batch)}. `
  const waits = batch.waitingFor === null ? '' : `${signInTitle(batch.waitingFor)}. `
  return `${stands}${waits}${batchCount(batch)}. ${percent(batch.bytesDone, batch.bytesTotal)} percent.`
}
