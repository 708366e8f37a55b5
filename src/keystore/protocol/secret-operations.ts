import { z } from 'zod'
import { nothing, someBytesUpTo } from './parts.ts'

/** A secret that is kept for the main process: an access key, tokens of single sign-on. */
const name = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9./-]{0,127}$/)
const purpose = z.enum(['aws access key', 'aws single sign-on'])
const value = someBytesUpTo(65_536)

export const secretOperations = {
  /** Seals a secret under its name, in place of an earlier one. */
  putSecret: { in: z.strictObject({ name, purpose, value }), out: nothing },
  /** Null where nothing is sealed under that name for that purpose. */
  getSecret: {
    in: z.strictObject({ name, purpose }),
    out: z.strictObject({ value: value.nullable() }),
  },
  /** Removes whatever is sealed under that name. */
  dropSecret: { in: z.strictObject({ name }), out: nothing },
} as const
