import { z } from 'zod'
import { keyRef } from './key.ts'
import { frameLengthChoice, ifExists } from './plan.ts'

/** What a person chose. Kept as one JSON file in the profile; holds no secret. */
export const settings = z.strictObject({
  colorScheme: z.enum(['system', 'light', 'dark']),
  doors: z.array(keyRef).max(10),
  ifExists,
  verify: z.boolean(),
  frameLength: frameLengthChoice,
  firstRunDone: z.boolean(),
  hintsDismissed: z.boolean(),
})
export type Settings = z.infer<typeof settings>

export const defaultSettings: Settings = {
  colorScheme: 'system',
  doors: [],
  ifExists: 'number',
  verify: true,
  frameLength: 'auto',
  firstRunDone: false,
  hintsDismissed: false,
}
