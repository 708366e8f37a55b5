import { z } from 'zod'
import { problem } from './problem.ts'

export const connectionDraft = z.strictObject({
  name: z.string().trim().min(1).max(64),
  credentials: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('profile'), profile: z.string().min(1).max(256) }),
    z.strictObject({ from: z.literal('environment') }),
  ]),
  region: z
    .string()
    .max(32)
    .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
  /** https, or http to this machine only (an emulator). */
  endpoint: z.url().max(512).nullable(),
})
export type ConnectionDraft = z.infer<typeof connectionDraft>

/** How a connection stands, from the last time it was read. */
export const connectionStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('notRead') }),
  z.strictObject({ state: z.literal('reading') }),
  z.strictObject({
    state: z.literal('read'),
    readAt: z.string(),
    keyCount: z.number().int().min(0),
    /** What was denied while reading (an action name such as kms:ListAliases): the list is still shown. */
    denied: z.array(z.string()),
  }),
  z.strictObject({ state: z.literal('failed'), problem }),
])
export type ConnectionStatus = z.infer<typeof connectionStatus>

export const connection = z.strictObject({
  id: z.string().max(64),
  ...connectionDraft.shape,
  /** AWS accounts whose keys this connection may be asked for by a message's header. */
  accounts: z.array(z.string()),
  status: connectionStatus,
})
export type Connection = z.infer<typeof connection>

/** A profile of the shared AWS config files. Never a credential. */
export const profile = z.strictObject({ name: z.string(), region: z.string().nullable() })
export type Profile = z.infer<typeof profile>
