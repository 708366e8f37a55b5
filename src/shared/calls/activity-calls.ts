import { z } from 'zod'
import { activityCheck, activityEntry, activityFilter } from '../model/activity.ts'
import { nothing } from './parts.ts'

/** Calls about the activity log. */
export const activityCalls = {
  /** Newest first; `before`: numbers below it. */
  'activity.list': {
    in: z.strictObject({
      filter: activityFilter,
      before: z.number().int().min(1).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    out: z.strictObject({
      entries: z.array(activityEntry),
      more: z.boolean(),
      total: z.number().int(),
      since: z.string().nullable(),
    }),
  },
  'activity.verify': { in: nothing, out: activityCheck },
  /** Sets a log that is not whole aside and begins a new one, which says so in its first entry. */
  'activity.begin': { in: nothing, out: activityCheck },
  /** Writes what the filter leaves where the person says; null where the dialog was closed. */
  'activity.export': {
    in: z.strictObject({ filter: activityFilter, format: z.enum(['jsonLines', 'csv']) }),
    out: z.strictObject({ savedAs: z.string(), entries: z.number().int() }).nullable(),
  },
} as const
