import { z } from 'zod'
import { foundBackup, kitDraft, kitEntry, recoveryKit, recoveryStatus } from '../model/recovery.ts'
import { passphrase, vaultMode, vaultStatus } from '../model/vault.ts'
import { id, nothing } from './parts.ts'

/** Calls about the recovery kit and backups of the keystore. No answer holds what opens anything. */
export const recoveryCalls = {
  'recovery.status': { in: nothing, out: recoveryStatus },
  /** Makes a kit, writes its sheets where the person says, and makes it the door of new files. Null where the dialog was closed. */
  'recovery.makeKit': {
    in: kitDraft,
    out: z.strictObject({ kit: recoveryKit, savedAs: z.array(z.string()) }).nullable(),
  },
  /** Opens a sample file in an empty profile with only the kit. Null where the dialog was closed. */
  'recovery.rehearse': {
    in: kitEntry,
    out: z.strictObject({ kitId: z.string(), seconds: z.number() }).nullable(),
  },
  /** New files get its door no more. */
  'recovery.revoke': { in: z.strictObject({ kitId: z.string().max(32) }), out: recoveryStatus },
  /** Files are opened with a kit until `recovery.endSession`, a lock or the end. Null where the dialog was closed. */
  'recovery.beginSession': { in: kitEntry, out: recoveryStatus.nullable() },
  'recovery.endSession': { in: nothing, out: recoveryStatus },
  'backup.makeNow': { in: nothing, out: recoveryStatus.nullable() },
  /** Asks for the folder that gets a backup after each change. Null where the dialog was closed. */
  'backup.chooseFolder': { in: nothing, out: recoveryStatus.nullable() },
  'backup.forgetFolder': { in: nothing, out: recoveryStatus },
  'backup.find': { in: nothing, out: foundBackup.nullable() },
  /** Puts the store of a backup in the place of what is here, which is set aside. Null where a dialog was closed. */
  'backup.restore': {
    in: z.strictObject({
      backupId: id,
      kit: kitEntry,
      mode: vaultMode,
      passphrase: passphrase.nullable(),
      /** The person has read that it is older than what is here, or of another store. */
      agreed: z.boolean(),
    }),
    out: vaultStatus.nullable(),
  },
} as const
