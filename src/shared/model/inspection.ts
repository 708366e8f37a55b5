import { z } from 'zod'
import { doorLabel } from './plan.ts'
import { problem } from './problem.ts'

/** A door of a header, as it can be told without any key. */
export const inspectedDoor = z.strictObject({
  label: doorLabel,
  /** The encrypted data key's provider id as it stands in the header (`aws-kms`, `keyhold`, another's). */
  providerId: z.string(),
  account: z.string().nullable(),
  region: z.string().nullable(),
  /** The key material that wrapped, where the header names it (local doors). */
  keyMaterialId: z.string().nullable(),
  /** Why this vault cannot open it now; null = it can. */
  problem: problem.nullable(),
})
export type InspectedDoor = z.infer<typeof inspectedDoor>

/** What a message says of itself. Nothing of it is authenticated: that takes a key (Verify). */
export const inspectedMessage = z.strictObject({
  /** Four hexadecimal digits, as 0478. */
  suite: z.string(),
  version: z.union([z.literal(1), z.literal(2)]),
  commits: z.boolean(),
  signed: z.boolean(),
  framed: z.boolean(),
  frameLength: z.number().int().nullable(),
  /** Hexadecimal. */
  messageId: z.string(),
  /** SHA-256 over the header as it stands in the file, hexadecimal: the catalog knows a message by it. */
  headerHash: z.string(),
  headerBytes: z.number().int(),
  doors: z.array(inspectedDoor),
  /** As long as the format allows, and cleaned for showing. */
  context: z.array(z.strictObject({ key: z.string().max(65_535), value: z.string().max(65_535) })),
  /** Bytes, by the arithmetic of the format; null where the length fits no message. */
  plaintextSize: z.number().nullable(),
  /** Whether the end of the message is where its header and frames say. */
  complete: z.enum(['complete', 'cut', 'tooLong']),
})
export type InspectedMessage = z.infer<typeof inspectedMessage>

/** What is known of one file without any key: `message` or `problem`, one of them null. */
export const inspection = z.strictObject({
  name: z.string(),
  folder: z.string(),
  size: z.number().int(),
  message: inspectedMessage.nullable(),
  problem: problem.nullable(),
})
export type Inspection = z.infer<typeof inspection>
