import { vaultStatus } from '../model/vault.ts'
import { nothing } from './parts.ts'

/** Calls about the local keystore. */
export const vaultCalls = {
  'vault.status': { in: nothing, out: vaultStatus },
  /** Makes the keychain secret and the store. Refused unless the state is `notSetUp`. */
  'vault.setUp': { in: nothing, out: vaultStatus },
  'vault.recheck': { in: nothing, out: vaultStatus },
  /** Opens an older copy of the store by the person's word. Refused unless the state is `olderCopy`. */
  'vault.acceptOlderCopy': { in: nothing, out: vaultStatus },
} as const
