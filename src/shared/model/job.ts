import { z } from 'zod'
import { doorLabel } from './plan.ts'
import { problem } from './problem.ts'

export const jobPhase = z.enum([
  'waiting',
  'working',
  'readingBack',
  'publishing',
  'done',
  'failed',
  'cancelled',
])
export type JobPhase = z.infer<typeof jobPhase>

/** One file of a batch, as a row of the Files page. */
export const jobRow = z.strictObject({
  id: z.string(),
  batchId: z.string(),
  action: z.enum(['encrypt', 'open']),
  name: z.string(),
  folder: z.string(),
  resultName: z.string().nullable(),
  resultFolder: z.string().nullable(),
  phase: jobPhase,
  size: z.number().int().min(0),
  resultSize: z.number().int().min(0).nullable(),
  /** Bytes of this phase's pass that are done; a new pass (reading back) starts at 0. */
  bytesDone: z.number().int().min(0),
  /** Bytes a second of the running pass, over the last seconds; null until known. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Doors written, or the one door that opened the message. */
  doors: z.array(doorLabel),
  suite: z.string().nullable(),
  frameLength: z.number().int().nullable(),
  /** The key material that wrapped or unwrapped the data key, where the service names it. */
  keyMaterialId: z.string().nullable(),
  /** True once the whole result was read back and authenticated, or the opened message was. */
  verified: z.boolean(),
  seconds: z.number().nullable(),
  verifySeconds: z.number().nullable(),
  finishedAt: z.string().nullable(),
  /** Set where the result is there but its durability could not be confirmed, or the weaker no-hard-link publish was used. */
  note: z.enum(['durabilityUncertain', 'publishedWithoutHardLinks']).nullable(),
  problem: problem.nullable(),
})
export type JobRow = z.infer<typeof jobRow>

export const batch = z.strictObject({
  id: z.string(),
  startedAt: z.string(),
  state: z.enum(['running', 'cancelling', 'finished']),
  encryptFiles: z.number().int(),
  openFiles: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
  bytesTotal: z.number(),
  bytesDone: z.number(),
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  kmsCalls: z.number().int(),
})
export type Batch = z.infer<typeof batch>

/** All that the Files page shows below the drop target. At most 5,000 rows: running and failed ones come first. */
export const jobsSnapshot = z.strictObject({
  batches: z.array(batch),
  rows: z.array(jobRow).max(5000),
  moreRows: z.number().int().min(0),
})
export type JobsSnapshot = z.infer<typeof jobsSnapshot>
