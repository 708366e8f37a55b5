import { z } from 'zod'

/** What a backup says of itself in clear. Believed only once the file was opened with its kit. */
export const backupHeader = z.strictObject({
  storeId: z.uuid(),
  /** When the store's line began: sealing it anew gives it another id and leaves this. */
  storeCreatedAt: z.iso.datetime(),
  epoch: z.number().int().min(1),
  kitId: z.string().regex(/^KH-[0-9A-Z]{8}$/),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  madeAt: z.iso.datetime(),
  madeFor: z.string().max(64),
  keyCount: z.number().int().min(0),
})
export type BackupHeader = z.infer<typeof backupHeader>
