import { z } from 'zod'
import { fileAction } from './file-action.ts'
import { doorLabel } from './plan.ts'
import { vaultErrorCodes } from '../vault-error.ts'

/** One file that was worked on, as the catalog remembers it. */
export const historyEntry = z.strictObject({
  id: z.number().int(),
  at: z.string(),
  action: fileAction,
  /** Null where names and folders were forgotten, or are not kept. */
  name: z.string().nullable(),
  folder: z.string().nullable(),
  resultName: z.string().nullable(),
  resultFolder: z.string().nullable(),
  size: z.number().int(),
  resultSize: z.number().int().nullable(),
  /** Doors written, or the one that opened. */
  doors: z.array(doorLabel),
  keyMaterialIds: z.array(z.string()),
  suite: z.string().nullable(),
  /** SHA-256 of the message's header, hexadecimal. */
  headerHash: z.string().nullable(),
  verified: z.boolean(),
  seconds: z.number().nullable(),
  /** What went wrong; null = it was done. */
  code: z.enum(vaultErrorCodes).nullable(),
})
export type HistoryEntry = z.infer<typeof historyEntry>

export const historyPage = z.strictObject({
  entries: z.array(historyEntry).max(200),
  /** Pass as `before` for the next page; null at the end. */
  next: z.number().int().nullable(),
  /** All that are kept, whatever was searched for. */
  total: z.number().int(),
  /** Set where the catalog cannot be read or written now. */
  problem: z.enum(vaultErrorCodes).nullable(),
})
export type HistoryPage = z.infer<typeof historyPage>
