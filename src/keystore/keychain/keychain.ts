/**
 * The OS keychain as the keystore uses it: short strings by account, under one service name. Every method throws
 * VaultError: KEYCHAIN_UNAVAILABLE (there is none), KEYCHAIN_LOCKED (it refuses), KEYCHAIN_NOT_ANSWERING (a prompt
 * waits, or the service hangs).
 */
export interface Keychain {
  /** Null = no such item, or a locked keychain that does not say so: believe it only after a probe. */
  get(account: string): Promise<string | null>
  set(account: string, value: string): Promise<void>
  remove(account: string): Promise<void>
}

/** The keychain's name as a person knows it. */
export function keychainName(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'macOS Keychain'
  if (platform === 'win32') return 'Windows Credential Manager'
  return 'Secret Service'
}
