import { z } from 'zod'
import { usualLimits } from '../usual-limits.ts'
import { mostContextPairs } from '../most-context-pairs.ts'
import { contextPair } from './context-pair.ts'
import { keyRef } from './key.ts'
import { archiveChoice, folderChoice, frameLengthChoice, ifExists, writableSuite } from './plan.ts'

/** What a header may ask for before it is believed. FORMAT.md sections 6, 12 and 16. */
export const readingLimits = z.strictObject({
  maxEncryptedDataKeys: z.number().int().min(1).max(65_535),
  maxHeaderBytes: z
    .number()
    .int()
    .min(1024)
    .max(64 * 1024 * 1024),
  maxFrameLength: z
    .number()
    .int()
    .min(1)
    .max(1024 * 1024 * 1024),
})
export type ReadingLimits = z.infer<typeof readingLimits>

/** What a person chose. Kept as one JSON file in the profile; holds no secret. */
export const settings = z.strictObject({
  colorScheme: z.enum(['system', 'light', 'dark']),
  doors: z.array(keyRef).max(10),
  ifExists,
  verify: z.boolean(),
  frameLength: frameLengthChoice,
  suite: writableSuite,
  folders: folderChoice,
  archives: archiveChoice,
  keepTimes: z.boolean(),
  /** A message without key commitment: the plan asks about it, or it is refused. */
  uncommitted: z.enum(['ask', 'refuse']),
  /** Pairs that every message must carry to be opened. */
  requiredContext: z.array(contextPair).max(mostContextPairs),
  limits: readingLimits,
  /** Whether the catalog remembers what was done to files, and whether it keeps their names and folders. */
  catalog: z.boolean(),
  catalogPaths: z.boolean(),
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
  suite: '0478',
  folders: 'eachFile',
  archives: 'unpack',
  keepTimes: false,
  uncommitted: 'ask',
  requiredContext: [],
  limits: usualLimits,
  catalog: true,
  catalogPaths: true,
  firstRunDone: false,
  hintsDismissed: false,
}

/**
 * The settings as a file holds them: what an older version did not know has its default, what a newer one wrote is left
 * out, so that no choice is lost by an update in either direction.
 */
export const storedSettings = z
  .looseObject({})
  .transform((stored) => {
    const known = Object.keys(defaultSettings).filter((key) => key in stored)
    return { ...defaultSettings, ...Object.fromEntries(known.map((key) => [key, stored[key]])) }
  })
  .pipe(settings)
