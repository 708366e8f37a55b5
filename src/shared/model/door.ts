import { z } from 'zod'
import { keyRef } from './key.ts'

/** Somebody whose card is here, as a door of new files. */
export const colleagueRef = z.strictObject({
  service: z.literal('colleague'),
  colleagueId: z.string().max(64),
})
export type ColleagueRef = z.infer<typeof colleagueRef>

/** What a person can encrypt to: a key of either service, or a colleague. The recovery kit is a choice of its own. */
export const doorRef = z.discriminatedUnion('service', [...keyRef.options, colleagueRef])
export type DoorRef = z.infer<typeof doorRef>

/** Whether new files get the recovery kit's door: where a local door is, always, or never. */
export const recoveryChoice = z.enum(['auto', 'always', 'never'])
export type RecoveryChoice = z.infer<typeof recoveryChoice>
