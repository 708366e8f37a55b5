import { z } from 'zod'
import { vaultErrorCodes } from '../vault-error.ts'

/** An error as it crosses to the page: a code of the closed set, facts for the words, and the raw answer for "Details". */
export const problem = z.strictObject({
  code: z.enum(vaultErrorCodes),
  /** The error's own lower-case sentence, for Details. */
  message: z.string().max(2000),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Problem = z.infer<typeof problem>
