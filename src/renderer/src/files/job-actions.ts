import type { CallInput } from '../../../shared/contract.ts'
import { call, problemOf } from '../data/call.ts'
import { readJobs } from '../data/jobs-store.ts'
import { say } from '../data/notice.ts'
import { capital } from '../format/lists.ts'

async function told(act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    say(capital(problemOf(error).message))
  }
}

/** Cancels one file of a batch, or all of it (`jobId` null). The row says so once nothing is left behind. */
export const cancelJob = async (input: CallInput<'jobs.cancel'>): Promise<void> =>
  await told(async () => await call('jobs.cancel', input))

/** Starts a failed or cancelled file again, with a new data key. */
export const retryJob = async (jobId: string): Promise<void> =>
  await told(async () => {
    await call('jobs.retry', { jobId })
    await readJobs()
  })

/** Forgets finished rows. Touches no file. */
export const clearFinished = async (): Promise<void> =>
  await told(async () => {
    await call('jobs.clear', {})
    await readJobs()
  })

/** Shows a result, or a failed file, in the system's file manager. */
export const revealJob = async (jobId: string, which: 'result' | 'source'): Promise<void> =>
  await told(async () => await call('jobs.reveal', { jobId, which }))
