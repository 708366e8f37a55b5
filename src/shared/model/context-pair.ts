import { z } from 'zod'

/** A pair of the encryption context: authenticated, not secret. The format's own limit is 65,535 bytes a side. */
export const contextPair = z.strictObject({ key: z.string().min(1).max(8192), value: z.string().max(8192) })
export type ContextPair = z.infer<typeof contextPair>
