import { z } from 'zod'
import { passphrase } from './vault.ts'

/** How a kit was made: one sheet that opens by itself, one with a passphrase, or sheets of which some together open. */
export const kitForm = z.enum(['plain', 'passphrase', 'shares'])
export type KitForm = z.infer<typeof kitForm>

/** A recovery kit as it is remembered here: nothing that opens anything. */
export const recoveryKit = z.strictObject({
  /** As printed: `KH-` and letters and digits. */
  kitId: z.string().max(32),
  /** Of its public key: the name of its doors. */
  fingerprint: z.string().max(128),
  form: kitForm,
  /** Sheets that open together; null but for shares. */
  threshold: z.number().int().nullable(),
  sheets: z.number().int(),
  madeFor: z.string(),
  madeAt: z.string(),
  /** Null until a sample file was opened with it. */
  rehearsedAt: z.string().nullable(),
  /** No door of new files any more; old files keep theirs. */
  revokedAt: z.string().nullable(),
})
export type RecoveryKit = z.infer<typeof recoveryKit>

export const backupStanding = z.strictObject({
  /** The folder that gets one after each change, as a person reads it; null = none was chosen. */
  folder: z.string().nullable(),
  /** The last one that was written, by hand or by itself. */
  lastAt: z.string().nullable(),
  lastName: z.string().nullable(),
  /** Why the last try failed, as a code; null where it did not. */
  problem: z.string().nullable(),
})

export const recoveryStatus = z.strictObject({
  /** The kit whose door new files get; null = none was made, or it was revoked. */
  kit: recoveryKit.nullable(),
  /** Kits before it: files that have their doors still open with them. */
  formerKits: z.array(recoveryKit).max(100),
  /** Files are opened with a kit now. */
  session: z.strictObject({ kitId: z.string(), since: z.string() }).nullable(),
  backup: backupStanding,
})
export type RecoveryStatus = z.infer<typeof recoveryStatus>

export const kitDraft = z
  .strictObject({
    form: kitForm,
    passphrase: passphrase.nullable(),
    threshold: z.number().int().min(2).max(16).nullable(),
    sheets: z.number().int().min(1).max(16),
    /** What it is for, on the sheet: such as a computer's name. */
    madeFor: z.string().min(1).max(64),
  })
  .refine(
    ({ form, passphrase: secret, threshold, sheets }) =>
      (form === 'passphrase') === (secret !== null) &&
      (form === 'shares' ? threshold !== null && threshold <= sheets : threshold === null && sheets === 1),
  )
export type KitDraft = z.infer<typeof kitDraft>

/** A kit as a person brings it: files of its sheets from a dialog, or what was typed or read from a QR code, a sheet each. */
export const kitEntry = z.strictObject({
  from: z.enum(['files', 'typed']),
  /** Empty for `files`. */
  sheets: z.array(z.string().max(1024)).max(16),
  passphrase: passphrase.nullable(),
})
export type KitEntry = z.infer<typeof kitEntry>

/** A backup that was chosen in a dialog and read as far as it can be without its kit. Unauthenticated until it is restored. */
export const foundBackup = z.strictObject({
  backupId: z.string().max(64),
  name: z.string(),
  madeAt: z.string(),
  kitId: z.string(),
  epoch: z.number().int(),
  keyCount: z.number().int(),
  madeFor: z.string(),
  /** Compared with the store that is here: the same line and behind it, ahead of it, or another store; null where none is. */
  compared: z.enum(['older', 'same', 'newer', 'anotherStore']).nullable(),
})
export type FoundBackup = z.infer<typeof foundBackup>
