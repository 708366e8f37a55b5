import { z } from 'zod'
import { passphrase, vaultHealth, vaultMode, vaultStatus } from '../model/vault.ts'
import { nothing } from './parts.ts'

const protection = z.strictObject({ mode: vaultMode, passphrase: passphrase.nullable() })

/** Calls about the local keystore. */
export const vaultCalls = {
  'vault.status': { in: nothing, out: vaultStatus },
  /** Makes the secret and the store. Refused unless the state is `notSetUp`, or `noKeychain` without a store for the mode `passphrase`. */
  'vault.setUp': { in: protection, out: vaultStatus },
  'vault.recheck': { in: nothing, out: vaultStatus },
  /** Opens an older copy of the store by the person's word. Refused unless the state is `olderCopy`. */
  'vault.acceptOlderCopy': { in: nothing, out: vaultStatus },
  /** `passphrase` null for the mode `keychain`. Throws PASSPHRASE_WRONG, PASSPHRASE_WAIT with facts {retryAt}. */
  'vault.unlock': { in: z.strictObject({ passphrase: passphrase.nullable() }), out: vaultStatus },
  'vault.lock': { in: nothing, out: vaultStatus },
  /** Turns the passphrase on or off or changes it: everything is sealed anew, and nothing old opens afterwards. */
  'vault.setProtection': {
    in: z.strictObject({ current: passphrase.nullable(), wanted: protection }),
    out: vaultStatus,
  },
  'vault.health': { in: nothing, out: vaultHealth },
  /** Checks file and MAC again from the beginning. */
  'vault.check': { in: nothing, out: vaultHealth },
  'vault.takeSnapshot': { in: nothing, out: vaultHealth },
  /** Sets the store aside and puts a snapshot in its place. By a person's word only. */
  'vault.restoreSnapshot': { in: z.strictObject({ name: z.string().max(128) }), out: vaultStatus },
} as const
