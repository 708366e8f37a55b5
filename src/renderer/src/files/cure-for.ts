import type { VaultErrorCode } from '../../../shared/vault-error.ts'

/** What the plan can offer against a problem, besides leaving the file out. */
export type Cure =
  'allowAccount' | 'addConnection' | 'recheckVault' | 'useKit' | 'addNumber' | 'otherFolder' | 'lookAgain'

const cures: Partial<Record<VaultErrorCode, Cure>> = {
  KMS_ACCOUNT_UNKNOWN: 'allowAccount',
  NO_DOOR_OPENS: 'addConnection',
  CONNECTION_NOT_FOUND: 'addConnection',
  KMS_KEY_NOT_FOUND: 'addConnection',
  KEYCHAIN_UNAVAILABLE: 'recheckVault',
  KEYCHAIN_LOCKED: 'recheckVault',
  KEYCHAIN_ITEM_MISSING: 'recheckVault',
  KEYCHAIN_NOT_ANSWERING: 'recheckVault',
  KEYSTORE_STOPPED: 'recheckVault',
  KEYSTORE_IN_USE: 'recheckVault',
  KIT_NEEDED: 'useKit',
  TARGET_EXISTS: 'addNumber',
  FOLDER_NOT_WRITABLE: 'otherFolder',
  FILE_NAME_TOO_LONG: 'otherFolder',
}

/** The cure for a code; where none is special, the person mends the cause outside and the plan looks again. */
export const cureFor = (code: VaultErrorCode): Cure => cures[code] ?? 'lookAgain'
