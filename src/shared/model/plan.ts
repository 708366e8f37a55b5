import { z } from 'zod'
import { keyRef } from './key.ts'
import { problem } from './problem.ts'

export const ifExists = z.enum(['number', 'refuse'])
export const frameLengthChoice = z.union([
  z.literal('auto'),
  z
    .number()
    .int()
    .min(1)
    .max(64 * 1024 * 1024),
])

/** What a person may choose for one batch. `output`: beside the originals, or the id of a folder chosen in a dialog. */
export const planOptions = z.strictObject({
  doors: z.array(keyRef).max(10),
  ifExists,
  verify: z.boolean(),
  frameLength: frameLengthChoice,
  output: z.union([z.literal('beside'), z.strictObject({ folderId: z.string().max(64) })]),
})
export type PlanOptions = z.infer<typeof planOptions>

/** A door as a person reads it: an encrypted data key of a header, or a key chosen to encrypt to. */
export const doorLabel = z.strictObject({
  kind: z.enum(['local', 'aws', 'other']),
  /** Alias, or key id, or the provider's name for kinds this vault does not know. */
  name: z.string(),
  /** `this computer`, a Region, or the provider id. */
  where: z.string(),
  arn: z.string().nullable(),
  /** Whether a key of this vault fits this door now, before anything was tried. */
  known: z.boolean(),
})
export type DoorLabel = z.infer<typeof doorLabel>

export const planItem = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The folder as a person reads it (home shortened), never a path to act on. */
  folder: z.string(),
  /** Folder inside what was dropped, '' at its top. */
  inside: z.string(),
  action: z.enum(['encrypt', 'open']),
  size: z.number().int().min(0),
  resultName: z.string(),
  resultFolder: z.string(),
  /** The wanted name is taken, so the result is numbered. */
  renamed: z.boolean(),
  /** Doors found in the header; empty for a file to encrypt. */
  doors: z.array(doorLabel),
  /** What stands in the way. A problem item is not started. */
  problem: problem.nullable(),
  /** Name says one thing, content another (a plain file called `.encrypted`, a message without it): the person decides. */
  question: z.enum(['looksEncryptedIsNot', 'isMessageWithoutSuffix']).nullable(),
})
export type PlanItem = z.infer<typeof planItem>

export const plan = z.strictObject({
  id: z.string(),
  options: planOptions,
  encrypt: z.strictObject({ files: z.number().int(), bytes: z.number() }),
  open: z.strictObject({ files: z.number().int(), bytes: z.number() }),
  problems: z.number().int(),
  /** Wraps and unwraps of data keys in all, and how many of them are calls to AWS KMS. */
  keyCalls: z.number().int(),
  kmsCalls: z.number().int(),
  /** The frame length that will be used, bytes. */
  frameLength: z.number().int(),
  doors: z.array(doorLabel),
  outputFolder: z.string().nullable(),
  items: z.array(planItem).max(5000),
  /** Items beyond those in `items`. */
  moreItems: z.number().int().min(0),
  /** A problem with the whole plan, such as no key chosen. */
  problem: problem.nullable(),
})
export type Plan = z.infer<typeof plan>

/** A person's answer for one item: leave it out, or which way it goes where name and content disagree. */
export const planDecision = z.strictObject({
  itemId: z.string().max(64),
  choice: z.enum(['leaveOut', 'encrypt', 'open']),
})
export type PlanDecision = z.infer<typeof planDecision>
