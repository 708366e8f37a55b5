import { z } from 'zod'
import { mostContextPairs } from '../most-context-pairs.ts'
import { contextPair } from './context-pair.ts'
import { fileAction } from './file-action.ts'
import { doorRef, recoveryChoice } from './door.ts'
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

/** The suites that can be written: 0478 commits to its key, 0578 also signs. */
export const writableSuite = z.enum(['0478', '0578'])
/** A dropped folder: each of its files a message of its own, or the folder one `.tar.encrypted`. */
export const folderChoice = z.enum(['eachFile', 'oneFile'])
/** An opened `.tar.encrypted`: the folder it was, or the tar file in it. */
export const archiveChoice = z.enum(['unpack', 'keep'])

/**
 * What plain files become: messages, or what `aws kms encrypt` makes of a file of up to 4,096 bytes, as bytes or as Base64
 * text. A blob has one key of AWS KMS and no header.
 */
export const formatChoice = z.enum(['message', 'kmsBlob', 'kmsBlobBase64'])
export type FormatChoice = z.infer<typeof formatChoice>

/** What a person may choose for one batch. */
export const planOptions = z.strictObject({
  /** `auto` encrypts plain files and opens messages; the others take messages and leave plain files out. */
  intent: z.enum(['auto', 'verify', 'move']),
  doors: z.array(doorRef).max(10),
  /** The recovery kit's door on new files: where a local door is (`auto`), always, or never. Without a kit there is none. */
  recovery: recoveryChoice,
  ifExists,
  verify: z.boolean(),
  frameLength: frameLengthChoice,
  /** Beside the originals, or the id of a folder chosen in a dialog. */
  output: z.union([z.literal('beside'), z.strictObject({ folderId: z.string().max(64) })]),
  suite: writableSuite,
  format: formatChoice,
  folders: folderChoice,
  archives: archiveChoice,
  /**
   * Pairs bound to every message written: stored in clear in its header, and logged by AWS KMS. A KMS ciphertext blob
   * stores none: they are also what it is opened with.
   */
  context: z.array(contextPair).max(mostContextPairs),
  /**
   * What becomes of the source once its result is verified and durable. For a move, `trash` also gives the new message
   * the old one's name.
   */
  original: z.enum(['keep', 'trash']),
  /** Store the modification time in the encryption context, so that opening can set it again. */
  keepTimes: z.boolean(),
  /** One data key for many messages of the batch, within limits. Suite 0478 only. */
  reuseDataKey: z.boolean(),
})
export type PlanOptions = z.infer<typeof planOptions>

/** A door as a person reads it: an encrypted data key of a header, or a key chosen to encrypt to. */
export const doorLabel = z.strictObject({
  kind: z.enum(['local', 'aws', 'recovery', 'colleague', 'other']),
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
  action: fileAction,
  /** Bytes of the file, or of all files of a folder that becomes one. */
  size: z.number().int().min(0),
  /** Files in a folder that becomes one; null for a single file. */
  members: z.number().int().nullable(),
  /** Null where nothing is written (verify). */
  resultName: z.string().nullable(),
  resultFolder: z.string().nullable(),
  /** The wanted name is taken, so the result is numbered. */
  renamed: z.boolean(),
  /** What is made or opened. A blob is found by its content, or asked for by `PlanOptions.format`. */
  form: formatChoice,
  /** Doors found in the header; empty for a file to encrypt. */
  doors: z.array(doorLabel),
  /** What stands in the way. A problem item is not started. */
  problem: problem.nullable(),
  /**
   * Name says one thing, content another (a plain file called `.encrypted`, a message without it), the content may be a
   * KMS ciphertext blob, or the message does not commit to its key: the person decides.
   */
  question: z
    .enum(['looksEncryptedIsNot', 'isMessageWithoutSuffix', 'looksLikeKmsBlob', 'doesNotCommit'])
    .nullable(),
})
export type PlanItem = z.infer<typeof planItem>

const planTotal = z.strictObject({ files: z.number().int(), bytes: z.number() })

export const plan = z.strictObject({
  id: z.string(),
  options: planOptions,
  /** Messages to make: of files and of folders that become one. */
  encrypt: planTotal,
  /** Messages to open, unpacked ones included. */
  open: planTotal,
  verify: planTotal,
  move: planTotal,
  /** Plain files that verifying or moving leaves out: those of dropped folders. */
  plainFiles: z.number().int(),
  problems: z.number().int(),
  /** Wraps and unwraps of data keys in all, and how many of them are calls to AWS KMS. */
  keyCalls: z.number().int(),
  kmsCalls: z.number().int(),
  /** The most KMS calls there would be with `reuseDataKey`; null where it does not apply (0578, nothing to write). */
  kmsCallsIfReused: z.number().int().nullable(),
  /** The frame length that will be used, bytes. */
  frameLength: z.number().int(),
  /** The doors of what is written; the recovery kit's is the last. */
  doors: z.array(doorLabel),
  /** Why the recovery kit has no door though the choice asks for one: there is none, or the keystore is closed. */
  recoveryMissing: z.enum(['noKit', 'locked']).nullable(),
  outputFolder: z.string().nullable(),
  items: z.array(planItem).max(5000),
  /** Items beyond those in `items`. */
  moreItems: z.number().int().min(0),
  /** A problem with the whole plan, such as no key chosen. */
  problem: problem.nullable(),
})
export type Plan = z.infer<typeof plan>

/** Whether a key of AWS KMS may be used as a plan uses it, asked by a dry run that changes nothing. */
export const keyCheck = z.strictObject({
  label: doorLabel,
  /** As IAM writes it: `kms:GenerateDataKey`, `kms:Encrypt` or `kms:Decrypt`. */
  action: z.string(),
  /** `unknown`: the service does not know dry runs, or could not be asked; `problem` says why where it is known. */
  outcome: z.enum(['allowed', 'denied', 'unknown']),
  problem: problem.nullable(),
})
export type KeyCheck = z.infer<typeof keyCheck>

/**
 * A person's answer for one item: leave it out, which way it goes where name and content disagree, or `agree` to open
 * (verify, move) a message that does not commit to its key.
 */
export const planDecision = z.strictObject({
  itemId: z.string().max(64),
  choice: z.enum(['leaveOut', 'encrypt', 'open', 'agree']),
})
export type PlanDecision = z.infer<typeof planDecision>
