import { z } from 'zod'
import { activityCheck, activityEntry, activityFilter, newActivity } from '../../shared/model/activity.ts'
import { nothing } from './parts.ts'

/** The activity log. It is appended to in every state of the store; its head is vouched for while the store is open. */
export const logOperations = {
  /** Entries of the main process: file jobs, changes to keys of AWS KMS, sign-ins. */
  appendActivity: { in: z.strictObject({ entries: z.array(newActivity).min(1).max(500) }), out: nothing },
  listActivity: {
    in: z.strictObject({
      filter: activityFilter,
      before: z.number().int().min(1).nullable(),
      limit: z.number().int().min(1).max(5000),
    }),
    out: z.strictObject({
      entries: z.array(activityEntry),
      more: z.boolean(),
      total: z.number().int(),
      since: z.string().nullable(),
    }),
  },
  checkActivity: { in: nothing, out: activityCheck },
  /** Sets a log that is not whole aside, under a name of its own, and begins a new one that says so. Refused for a whole one. */
  beginActivity: { in: nothing, out: activityCheck },
  /** Lets the store itself remember the log's end, where it is open: before it is closed. */
  anchorActivity: { in: nothing, out: nothing },
  /** How the log is kept, as Settings say: told at the start and after each change. */
  setLogging: { in: z.strictObject({ details: z.boolean(), refuseUnlogged: z.boolean() }), out: nothing },
} as const
