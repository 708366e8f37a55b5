import type { VaultHealth, VaultMode } from '../../../shared/model/vault.ts'
import { kitUseText as words } from '../words/recovery-text.ts'

const all: readonly VaultMode[] = ['keychain', 'keychainAndPassphrase', 'passphrase']

/** What can open the keys after a restore. */
export interface RestoreModes {
  readonly modes: readonly VaultMode[]
  /** What is chosen first: what opens the keys that are here, so that nothing gets weaker unseen. */
  readonly usual: VaultMode
  /** Why others are not offered, or may not work; null where all do. */
  readonly why: string | null
}

/** A keychain that failed its test can hold no secret; of one that keys without it left untested, it says so. */
export function restoreModes(health: Pick<VaultHealth, 'mode' | 'keychainWorks'> | undefined): RestoreModes {
  const { mode = null, keychainWorks = null } = health ?? {}
  if (keychainWorks === false) return { modes: ['passphrase'], usual: 'passphrase', why: words.noKeychain }
  if (mode === 'passphrase' && keychainWorks === null)
    return { modes: all, usual: mode, why: words.keychainUntested }
  return { modes: all, usual: mode ?? 'keychain', why: null }
}
