import { z } from 'zod'
import { usualLimits } from '../usual-limits.ts'
import { mostContextPairs } from '../most-context-pairs.ts'
import { contextPair } from './context-pair.ts'
import { doorRef, recoveryChoice } from './door.ts'
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

/** How the Keys page was left: chips that narrow the list, and its order. */
export const keysView = z.strictObject({
  search: z.string().max(256),
  place: z.string().max(64).nullable(),
  states: z.array(z.string().max(64)).max(20),
  kinds: z.array(z.string().max(64)).max(40),
  origins: z.array(z.string().max(64)).max(10),
  regionality: z.array(z.string().max(64)).max(5),
  rotations: z.array(z.string().max(64)).max(10),
  managers: z.array(z.string().max(64)).max(5),
  sort: z.enum(['name', 'created', 'state', 'rotation', 'files']),
  descending: z.boolean(),
})
export type KeysView = z.infer<typeof keysView>

/**
 * A key that is being rotated by hand, until the person finishes. Aliases are without `alias/`; each was pointed away from
 * `old` here, and can be pointed back.
 */
export const succession = z.strictObject({
  old: keyRef,
  /** The key that takes its place; null while another one is chosen. */
  successor: keyRef.nullable(),
  /** The key that was made for it here, whether or not it takes its place. */
  made: keyRef.nullable(),
  aliases: z.array(z.string().min(1).max(256)).max(100),
})
export type Succession = z.infer<typeof succession>

/** How many keys can be rotated by hand at a time. */
export const mostSuccessions = 100

/** When the vault locks by itself, and what becomes of files under way: they end first, or are begun again after unlocking. */
export const lockSettings = z.strictObject({
  /** Null = never. */
  idleMinutes: z.number().int().min(1).max(1440).nullable(),
  onSuspend: z.boolean(),
  onScreenLock: z.boolean(),
  onUserSwitch: z.boolean(),
  /** Also where the keychain alone would open it. */
  atStart: z.boolean(),
  running: z.enum(['finish', 'stop']),
})
export type LockSettings = z.infer<typeof lockSettings>

/** What a person chose. Kept as one JSON file in the profile; holds no secret. */
export const settings = z.strictObject({
  colorScheme: z.enum(['system', 'light', 'dark']),
  doors: z.array(doorRef).max(10),
  recovery: recoveryChoice,
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
  /** A key whose material is older than this is overdue, days; KMS's own dates count besides. */
  rotationPolicyDays: z.number().int().min(1).max(3650),
  keysView,
  savedKeysViews: z.array(z.strictObject({ name: z.string().min(1).max(64), view: keysView })).max(20),
  successions: z.array(succession).max(mostSuccessions),
  lock: lockSettings,
  /** Aliases, names of files and context pairs in the activity log. */
  logDetails: z.boolean(),
  /** An operation of a local key that cannot be logged is refused. */
  refuseUnlogged: z.boolean(),
  firstRunDone: z.boolean(),
  hintsDismissed: z.boolean(),
})
export type Settings = z.infer<typeof settings>

export const usualKeysView: KeysView = {
  search: '',
  place: null,
  states: [],
  kinds: [],
  origins: [],
  regionality: [],
  rotations: [],
  managers: [],
  sort: 'name',
  descending: false,
}

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
  rotationPolicyDays: 365,
  keysView: usualKeysView,
  savedKeysViews: [],
  successions: [],
  recovery: 'auto',
  lock: {
    idleMinutes: 15,
    onSuspend: true,
    onScreenLock: true,
    onUserSwitch: true,
    atStart: false,
    running: 'finish',
  },
  logDetails: false,
  refuseUnlogged: true,
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
