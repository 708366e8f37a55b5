import { z } from 'zod'
import { historyPage } from '../model/history.ts'
import { inspection } from '../model/inspection.ts'
import { nothing, id } from './parts.ts'

/** Calls about one message, and about what was done to files earlier. */
export const fileCalls = {
  'inspect.fromPath': { in: z.strictObject({ path: z.string().min(1).max(4096) }), out: inspection },
  /** Null when the person closed the dialog. */
  'inspect.fromDialog': { in: nothing, out: inspection.nullable() },
  'inspect.fromPlan': { in: z.strictObject({ planId: id, itemId: id }), out: inspection },
  'inspect.fromJob': {
    in: z.strictObject({ jobId: id, which: z.enum(['result', 'source']) }),
    out: inspection,
  },
  /** Of the message that a history entry speaks of. Throws JOB_NOT_FOUND where its path was forgotten. */
  'inspect.fromHistory': { in: z.strictObject({ id: z.number().int() }), out: inspection },
  /** Newest first. `find` looks in names, folders, doors and key material ids. */
  'history.list': {
    in: z.strictObject({
      before: z.number().int().nullable(),
      find: z.string().max(256),
      limit: z.number().int().min(1).max(200),
    }),
    out: historyPage,
  },
  /** `paths` keeps the rows and forgets every name and folder in them. */
  'history.clear': { in: z.strictObject({ what: z.enum(['all', 'paths']) }), out: nothing },
  'history.reveal': { in: z.strictObject({ id: z.number().int() }), out: nothing },
} as const
