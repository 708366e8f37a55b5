import { z } from 'zod'
import { backupHeader } from '../backup/backup-header.ts'
import { foundBackup, recoveryKit } from '../../shared/model/recovery.ts'
import { passphrase, vaultMode, vaultStatus } from '../../shared/model/vault.ts'
import { bytes, date, dataKey, fingerprint, headerBytes, nothing, publicKey, someBytesUpTo } from './parts.ts'

/** A path that the main process has from a dialog of the system, never from the page. */
const path = z.string().min(1).max(4096)
/** What a kit's sheets say, typed or read from their files; and the passphrase where the kit has one. */
const entry = z.strictObject({
  sheets: z.array(z.string().max(1024)).min(1).max(16),
  passphrase: passphrase.nullable(),
})

/**
 * Operations of the store that a kit concerns. What makes and uses a kit's secret runs in a process of its own, without a
 * store: `kitOperations`.
 */
export const recoveryOperations = {
  /** Every kit, newest first. */
  listKits: { in: nothing, out: z.array(recoveryKit) },
  /** Its SPKI, to wrap data keys for it in the main process; null without a kit in use. */
  kitPublicKey: {
    in: nothing,
    out: z.strictObject({ kitId: z.string(), fingerprint, publicKey }).nullable(),
  },
  /** Takes in a kit that was just made and saved. `backupKey`: 32 bytes that authenticate backups, sealed here. */
  adoptKit: {
    in: z.strictObject({ kit: recoveryKit, publicKey, backupKey: someBytesUpTo(32) }),
    out: recoveryKit,
  },
  noteRehearsal: { in: z.strictObject({ kitId: z.string().max(32), at: date }), out: recoveryKit },
  revokeKit: { in: z.strictObject({ kitId: z.string().max(32) }), out: nothing },
  /** Writes a backup to a new file at `path`. Throws KIT_NOT_MADE. */
  writeBackup: {
    in: z.strictObject({ path, madeFor: z.string().max(64) }),
    out: z.strictObject({ epoch: z.number().int(), bytes: z.number().int() }),
  },
  /** What a backup says of itself, unauthenticated, and how it compares with what is here. The store need not be open. */
  findBackup: {
    in: z.strictObject({ path }),
    out: backupHeader.extend({ compared: foundBackup.shape.compared }),
  },
  /** Puts a backup's store in the place of this one, which is set aside. The store need not be open. */
  restoreBackup: {
    in: z.strictObject({
      path,
      kit: entry,
      mode: vaultMode,
      passphrase: passphrase.nullable(),
      agreed: z.boolean(),
    }),
    out: vaultStatus,
  },
} as const

/** The port of the kit process: no store, no keychain, no arguments but its role; it lives for one task or one session. */
export const kitOperations = {
  /**
   * Makes a kit and writes its sheets to `paths`, one PDF each. The secret leaves in these files alone; the answer has the
   * public half.
   */
  makeKit: {
    in: z.strictObject({
      form: z.enum(['plain', 'passphrase', 'shares']),
      passphrase: passphrase.nullable(),
      threshold: z.number().int().min(2).max(16).nullable(),
      madeFor: z.string().max(64),
      /** `{kit}` in it becomes the kit's id. */
      paths: z.array(path).min(1).max(16),
    }),
    out: z.strictObject({ kit: recoveryKit, publicKey, backupKey: bytes, savedAs: z.array(path) }),
  },
  /** Reads the text of sheets from their files. */
  readSheets: {
    in: z.strictObject({ paths: z.array(path).min(1).max(16) }),
    out: z.strictObject({ sheets: z.array(z.string()) }),
  },
  /** Opens a kit for `unwrapWithKit`. Throws the codes `KIT_*`. */
  openKit: { in: entry, out: z.strictObject({ kitId: z.string(), fingerprint }) },
  unwrapWithKit: { in: z.strictObject({ ciphertext: headerBytes }), out: z.strictObject({ dataKey }) },
} as const
