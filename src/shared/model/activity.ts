import { z } from 'zod'
import { vaultErrorCodes } from '../vault-error.ts'

/** What an entry of the activity log is about: the chips of the page. */
export const activityArea = z.enum(['files', 'keys', 'access'])
export type ActivityArea = z.infer<typeof activityArea>

/**
 * One entry of the log as the page shows it. By default no path, name of a file, alias or value of an encryption context is in
 * it: `details` holds those only where the person chose so.
 */
export const activityEntry = z.strictObject({
  /** From 1, without a gap. */
  number: z.number().int().min(1),
  /** ISO 8601, as this computer's clock said. */
  at: z.string(),
  area: activityArea,
  /** What was done: an operation of KMS (`GenerateDataKey`, `RotateKeyOnDemand`) or one of ours (`lock`, `unlock`, `encryptFiles`). */
  what: z.string().max(64),
  /** How many of the same at once. */
  count: z.number().int().min(1),
  /** Null = it was done. */
  code: z.enum(vaultErrorCodes).nullable(),
  service: z.enum(['local', 'aws']).nullable(),
  /** A local key's id or a KMS key's ARN. */
  keyId: z.string().max(2048).nullable(),
  keyMaterialId: z.string().max(128).nullable(),
  /** Bytes of files; null where there were none. */
  bytes: z.number().nullable(),
  /** Small facts such as {cause: "idle"} or {days: 7}. */
  facts: z.record(z.string().max(32), z.union([z.string().max(256), z.number()])),
  /** Only where the person chose that details are kept: aliases, names of files, context pairs. */
  details: z.record(z.string().max(32), z.string().max(1024)).nullable(),
  /** SHA-256 over the entry and the hash before it, hexadecimal. */
  hash: z.string().length(64),
})
export type ActivityEntry = z.infer<typeof activityEntry>

/** An entry before it has its number, time and hash. */
export const newActivity = activityEntry
  .pick({
    area: true,
    what: true,
    count: true,
    code: true,
    service: true,
    keyId: true,
    keyMaterialId: true,
    bytes: true,
    facts: true,
    details: true,
  })
  .strict()
export type NewActivity = z.infer<typeof newActivity>

/** What most entries do not have. */
export const plainActivity = {
  count: 1,
  code: null,
  service: null,
  keyId: null,
  keyMaterialId: null,
  bytes: null,
  facts: {},
  details: null,
} as const satisfies Omit<NewActivity, 'area' | 'what'>

export const activityFilter = z.strictObject({
  area: activityArea.nullable(),
  /** Only what was refused or failed. */
  refused: z.boolean(),
  /** Words that are found in what, code, key, facts and details. */
  search: z.string().max(256),
  /** What else the words fit: what the page calls otherwise, and keys by their names, which the log does not have. */
  whats: z.array(z.string().max(64)).max(200),
  keyIds: z.array(z.string().max(2048)).max(200),
})
export type ActivityFilter = z.infer<typeof activityFilter>

/** What checking the whole chain found. */
export const activityCheck = z.strictObject({
  at: z.string(),
  entries: z.number().int(),
  firstAt: z.string().nullable(),
  /**
   * `whole`: every entry carries the hash of the one before, and the head is the one that the store key vouches for.
   * `unvouched`: the chain holds, and the store is not open to vouch for its head. `broken`: entry `brokenAt` does not fit.
   * `cut`: it ends before the entry that the store vouches for.
   */
  standing: z.enum(['whole', 'unvouched', 'broken', 'cut']),
  brokenAt: z.number().int().nullable(),
  /** Of `cut`: the entry that the store vouches for and that is not there; null where it is another log. */
  cutAt: z.number().int().nullable(),
  /** Operations that were done and could not be logged, since this process started. */
  unlogged: z.number().int(),
  /** Entries behind the last head that the store key vouched for, written while the store was closed. */
  unvouched: z.number().int(),
})
export type ActivityCheck = z.infer<typeof activityCheck>
