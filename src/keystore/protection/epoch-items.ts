import type { VaultMode } from '../../shared/model/vault.ts'
import type { KeychainItems } from '../keychain/keychain-items.ts'
import { usesKeychain } from './join-factors.ts'

/** Where the epoch of a store is kept besides the store. */
export type EpochItems = Pick<KeychainItems, 'writeEpoch'>

const nowhere: EpochItems = { writeEpoch: async () => undefined }

/**
 * The keychain; nothing in the mode without one. Anything else on this disk could be put back together with the file, so
 * there nothing tells an older copy of the whole store (docs/keystore.md, section "The epoch").
 */
export function epochItems(items: KeychainItems, mode: VaultMode): EpochItems {
  return usesKeychain(mode) ? items : nowhere
}
