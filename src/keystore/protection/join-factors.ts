import type { VaultMode } from '../../shared/model/vault.ts'
import { Secret } from '../../main/secret/secret.ts'

/** What opens a store. A mode wants the first, the second, or both. */
export interface Factors {
  readonly keychainSecret: Secret | null
  readonly passphraseKey: Secret | null
}

export function usesKeychain(mode: VaultMode): boolean {
  return mode !== 'passphrase'
}

export function usesPassphrase(mode: VaultMode): boolean {
  return mode !== 'keychain'
}

/** keychain secret ‖ scrypt(passphrase), the input of the KEK (DESIGN.md section 3). The caller wipes all of them. */
export function joinFactors({ keychainSecret, passphraseKey }: Factors): Secret {
  const parts = [keychainSecret, passphraseKey].filter((part) => part !== null)
  const joined = Buffer.alloc(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    part.use((bytes) => joined.set(bytes, at))
    at += part.length
  }
  return Secret.take(joined)
}
