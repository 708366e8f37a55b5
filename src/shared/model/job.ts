import { z } from 'zod'
import { fileAction } from './file-action.ts'
import { doorLabel, planOptions } from './plan.ts'
import { problem } from './problem.ts'
import { vaultErrorCodes } from '../vault-error.ts'

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
  action: fileAction,
  name: z.string(),
  folder: z.string(),
  resultName: z.string().nullable(),
  resultFolder: z.string().nullable(),
  phase: jobPhase,
  size: z.number().int().min(0),
  resultSize: z.number().int().min(0).nullable(),
  /** Files packed or unpacked; null for a single file. `leftOut`: links and other things that a folder as one file has no room for. */
  members: z.number().int().nullable(),
  leftOut: z.number().int(),
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
  /** The data key of this message also serves other messages of its batch. */
  dataKeyReused: z.boolean(),
  /** What became of the source. `replaced`: a moved message is in the trash and the new one has its name. */
  original: z.enum(['kept', 'trashed', 'replaced']),
  /**
   * Set where the result is there but its durability could not be confirmed, the weaker no-hard-link publish was used,
   * the source could not be moved to the trash, the new message of a move could not take the old name, or the message
   * opened although AWS KMS refused the data key of another of its doors (`doorShut`).
   */
  note: z
    .enum([
      'durabilityUncertain',
      'publishedWithoutHardLinks',
      'originalNotTrashed',
      'nameNotTaken',
      'doorShut',
    ])
    .nullable(),
  problem: problem.nullable(),
})
export type JobRow = z.infer<typeof jobRow>

/** The connection that files wait for because its credentials ended: a person signs in, and they go on. */
export const waitingFor = z.strictObject({
  connectionId: z.string().max(64),
  connectionName: z.string(),
  /** What its last call failed with. */
  code: z.enum(vaultErrorCodes),
  /** Files of this batch that wait for it. Each is begun anew, as a new message. */
  files: z.number().int().min(1),
})
export type WaitingFor = z.infer<typeof waitingFor>

export const batch = z.strictObject({
  id: z.string(),
  startedAt: z.string(),
  /** `pausing`: running files end first. Nothing is paused inside a message. */
  state: z.enum(['running', 'pausing', 'paused', 'cancelling', 'finished']),
  /** Set where files wait for a person to sign in; other files of the batch go on meanwhile. Of several, the first. */
  waitingFor: waitingFor.nullable(),
  /** Calls a second that AWS KMS slowed the batch down to; null where it did not. */
  slowedTo: z.number().positive().nullable(),
  encryptFiles: z.number().int(),
  openFiles: z.number().int(),
  verifyFiles: z.number().int(),
  moveFiles: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
  bytesTotal: z.number(),
  bytesDone: z.number(),
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Calls for data keys so far, refused ones too, and how many of them AWS KMS was asked. Retries of the AWS SDK are one call. */
  keyCalls: z.number().int(),
  kmsCalls: z.number().int(),
  /** Data keys made so far: fewer than messages where one served several. */
  dataKeys: z.number().int(),
})
export type Batch = z.infer<typeof batch>

/** A batch that an earlier run of the app did not finish, by a crash or by being quit. */
export const interruptedBatch = z.strictObject({
  id: z.string(),
  startedAt: z.string(),
  intent: z.enum(['auto', 'verify', 'move']),
  /** What was to become of each source once its result is there. */
  original: planOptions.shape.original,
  /** Files that were not done, and the first few of their names. */
  files: z.number().int(),
  names: z.array(z.string()).max(3),
})
export type InterruptedBatch = z.infer<typeof interruptedBatch>

/** All that the Files page shows below the drop target. At most 5,000 rows: running and failed ones come first. */
export const jobsSnapshot = z.strictObject({
  batches: z.array(batch),
  rows: z.array(jobRow).max(5000),
  moreRows: z.number().int().min(0),
  interrupted: z.array(interruptedBatch),
})
export type JobsSnapshot = z.infer<typeof jobsSnapshot>
