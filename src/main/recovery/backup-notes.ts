import { z } from 'zod'

/** What the main process remembers of backups. Its file is in the profile; the folder's path never goes to the page. */
export const backupNotes = z.strictObject({
  folder: z.string().nullable(),
  lastAt: z.string().nullable(),
  lastName: z.string().nullable(),
  /** The change that the folder's newest one holds; null = it has none yet. One made by hand elsewhere does not count. */
  lastEpoch: z.number().int().nullable(),
  problem: z.string().nullable(),
  /** The file that is being written: what is left of it is removed where that was cut off. */
  writing: z.string().nullable().default(null),
})
export type BackupNotes = z.infer<typeof backupNotes>

export const noBackups: BackupNotes = {
  folder: null,
  lastAt: null,
  lastName: null,
  lastEpoch: null,
  problem: null,
  writing: null,
}
