import { z } from 'zod'
import { jobsSnapshot } from '../model/job.ts'
import { nothing, id } from './parts.ts'

/** Calls about what is done to files. */
export const jobCalls = {
  'jobs.start': { in: z.strictObject({ planId: id }), out: z.strictObject({ batchId: id }) },
  'jobs.snapshot': { in: nothing, out: jobsSnapshot },
  /** Cancels one file, or a whole batch. */
  'jobs.cancel': {
    in: z.strictObject({ batchId: id, jobId: id.nullable() }),
    out: nothing,
  },
  'jobs.retry': { in: z.strictObject({ jobId: id }), out: nothing },
  /** Every failed file of a batch, and with it those that were cancelled, goes back into the queue as a new message. */
  'jobs.retryFailed': { in: z.strictObject({ batchId: id }), out: nothing },
  /** Files that run end first; none begins until `jobs.resume`. */
  'jobs.pause': { in: z.strictObject({ batchId: id }), out: nothing },
  'jobs.resume': { in: z.strictObject({ batchId: id }), out: nothing },
  /** Lets files that wait for a sign-in try again. Those whose credentials still do not do wait again. */
  'jobs.tryAgain': { in: z.strictObject({ batchId: id }), out: nothing },
  'jobs.forgetInterrupted': { in: z.strictObject({ id }), out: nothing },
  /** Forgets finished rows; touches no file. */
  'jobs.clear': { in: nothing, out: nothing },
  /** Shows the result of a finished job, or the source of a failed one, in the system's file manager. */
  'jobs.reveal': { in: z.strictObject({ jobId: id, which: z.enum(['result', 'source']) }), out: nothing },
} as const
