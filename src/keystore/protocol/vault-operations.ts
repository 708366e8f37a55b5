import { z } from 'zod'
import { lockCause, passphrase, vaultHealth, vaultMode, vaultStatus } from '../../shared/model/vault.ts'
import { nothing } from './parts.ts'

const protection = z.strictObject({ mode: vaultMode, passphrase: passphrase.nullable() })

/** Opening and keeping the store. */
export const vaultOperations = {
  status: { in: nothing, out: vaultStatus },
  setUp: { in: protection, out: vaultStatus },
  recheck: { in: nothing, out: vaultStatus },
  acceptOlderCopy: { in: nothing, out: vaultStatus },
  unlock: { in: z.strictObject({ passphrase: passphrase.nullable() }), out: vaultStatus },
  /** Notes the lock and closes the store; the caller ends the process then. */
  prepareLock: { in: z.strictObject({ cause: lockCause }), out: nothing },
  setProtection: {
    in: z.strictObject({ current: passphrase.nullable(), wanted: protection }),
    out: vaultStatus,
  },
  health: { in: nothing, out: vaultHealth },
  check: { in: nothing, out: vaultHealth },
  takeSnapshot: { in: nothing, out: vaultHealth },
  restoreSnapshot: { in: z.strictObject({ name: z.string().max(128) }), out: vaultStatus },
} as const
