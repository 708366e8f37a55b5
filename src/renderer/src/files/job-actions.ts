import type { CallInput } from '../../../shared/contract.ts'
import { call } from '../data/call.ts'
import { readJobs } from '../data/jobs-store.ts'
import { attempt } from '../data/trouble.ts'
import { troubleText } from '../words/trouble-text.ts'

/** Cancels one file of a batch, or all of it (`jobId` null). The row says so once nothing is left behind. */
export const cancelJob = async (input: CallInput<'jobs.cancel'>): Promise<boolean> =>
  await attempt(troubleText.cancel, async () => await call('jobs.cancel', input))

/** Starts a failed or cancelled file again, with a new data key. */
export const retryJob = async (jobId: string): Promise<boolean> =>
  await attempt(troubleText.retry, async () => {
    await call('jobs.retry', { jobId })
    await readJobs()
  })

/** Forgets finished rows. Touches no file. */
export const clearFinished = async (): Promise<boolean> =>
  await attempt(troubleText.clear, async () => {
    await call('jobs.clear', {})
    await readJobs()
  })

/** Shows a result, or a failed file, in the system's file manager. */
export const revealJob = async (jobId: string, which: 'result' | 'source'): Promise<boolean> =>
  await attempt(troubleText.reveal, async () => await call('jobs.reveal', { jobId, which }))

/** Starts every failed or cancelled file of a batch again. */
export const retryFailed = async (batchId: string): Promise<boolean> =>
  await attempt(troubleText.retryFailed, async () => {
    await call('jobs.retryFailed', { batchId })
    await readJobs()
  })

/** Lets no further file of a batch begin. */
export const pauseBatch = async (batchId: string): Promise<boolean> =>
  await attempt(troubleText.pause, async () => await call('jobs.pause', { batchId }))

/** Lets the files of a paused batch begin again. */
export const resumeBatch = async (batchId: string): Promise<boolean> =>
  await attempt(troubleText.resume, async () => await call('jobs.resume', { batchId }))

/** Lets files that wait for a sign-in try again. */
export const tryAgain = async (batchId: string): Promise<boolean> =>
  await attempt(troubleText.tryAgain, async () => await call('jobs.tryAgain', { batchId }))

/** Forgets what an earlier run of the app did not finish. Touches no file. */
export const forgetInterrupted = async (id: string): Promise<boolean> =>
  await attempt(troubleText.forgetInterrupted, async () => {
    await call('jobs.forgetInterrupted', { id })
    await readJobs()
  })

/** Shows the file that a history entry speaks of in the system's file manager. */
export const revealHistory = async (id: number): Promise<boolean> =>
  await attempt(troubleText.reveal, async () => await call('history.reveal', { id }))
