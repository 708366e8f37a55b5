/** Every way in which Keyhold can fail. Closed: a new failure is added here, with its words in the page's error table. */
export const vaultErrorCodes = [
  'INTERNAL',
  'INVALID_REQUEST',
  'CANCELLED',
  // the message
  'MESSAGE_NOT_RECOGNISED',
  'MESSAGE_UNSUPPORTED',
  'MESSAGE_MALFORMED',
  'MESSAGE_TRUNCATED',
  'MESSAGE_DAMAGED',
  'MESSAGE_TRAILING_BYTES',
  'MESSAGE_LIMIT_EXCEEDED',
  'COMMITMENT_MISMATCH',
  'COMMITMENT_REQUIRED',
  'ENCRYPTION_CONTEXT_INVALID',
  'ENCRYPTION_CONTEXT_MISMATCH',
  'REQUIRED_PAIR_MISSING',
  'FRAME_NUMBERS_EXHAUSTED',
  'SEALER_SPENT',
  // keys
  'NO_DOOR_OPENS',
  'NO_DOORS_CHOSEN',
  'KEY_NOT_FOUND',
  'KEY_NAME_TAKEN',
  'KEY_NAME_INVALID',
  'KEY_DISABLED',
  'KEY_STATE_INVALID',
  'KEY_USAGE_INVALID',
  'DATA_KEY_DAMAGED',
  'SECRET_WIPED',
  // keys of this computer, as KMS would refuse it
  'KEY_UNSUPPORTED',
  'KEY_LIMIT_REACHED',
  'KEY_ROTATION_BUSY',
  'KEY_CIPHERTEXT_INVALID',
  'KEY_WRONG_KEY',
  'KEY_SIGNATURE_INVALID',
  'KEY_MAC_INVALID',
  'KEY_MATERIAL_OTHER',
  'KEY_IMPORT_TOKEN_ENDED',
  'KEY_TAG_INVALID',
  'KEY_RULE_REFUSED',
  'KEY_NOT_DELETABLE_YET',
  // the local keystore and the OS keychain
  'KEYCHAIN_UNAVAILABLE',
  'KEYCHAIN_LOCKED',
  'KEYCHAIN_ITEM_MISSING',
  'KEYCHAIN_NOT_ANSWERING',
  'KEYCHAIN_WRITE_FAILED',
  'KEYSTORE_NOT_SET_UP',
  'KEYSTORE_ALREADY_SET_UP',
  'KEYSTORE_DAMAGED',
  'KEYSTORE_OLDER_COPY',
  'KEYSTORE_NEWER_VERSION',
  'KEYSTORE_IN_USE',
  'KEYSTORE_STOPPED',
  'KEYSTORE_LOCKED',
  'KEYCHAIN_OTHER',
  'PASSPHRASE_WRONG',
  'PASSPHRASE_WAIT',
  'PASSPHRASE_NEEDED',
  'SNAPSHOT_NOT_FOUND',
  // recovery kit, backups, colleagues, the activity log
  'KIT_TEXT_INVALID',
  'KIT_SHEETS_MIXED',
  'KIT_SHEETS_TOO_FEW',
  'KIT_WRONG',
  'KIT_PASSPHRASE_WRONG',
  'KIT_NOT_MADE',
  'KIT_NEEDED',
  'BACKUP_INVALID',
  'BACKUP_FORGED',
  'BACKUP_OTHER_KIT',
  'BACKUP_NEWER_VERSION',
  'BACKUP_NOT_AGREED',
  'CARD_INVALID',
  'CARD_CHANGED',
  'COLLEAGUE_NOT_FOUND',
  'COLLEAGUE_NAME_TAKEN',
  'DOOR_NOT_AS_PLANNED',
  'ONLY_OTHERS_OPEN',
  'LOG_UNAVAILABLE',
  'LOG_BROKEN',
  // AWS KMS
  'KMS_ACCESS_DENIED',
  'KMS_KEY_NOT_FOUND',
  'KMS_THROTTLED',
  'KMS_UNREACHABLE',
  'KMS_KEY_UNAVAILABLE',
  'KMS_INVALID_CIPHERTEXT',
  'KMS_WRONG_KEY',
  'KMS_ANSWER_INVALID',
  'KMS_BLOB_IMPOSSIBLE',
  'KMS_ACCOUNT_UNKNOWN',
  'KMS_CREDENTIALS_MISSING',
  'KMS_CREDENTIALS_EXPIRED',
  'KMS_CREDENTIALS_REFUSED',
  'KMS_CLOCK_SKEWED',
  'KMS_UNSUPPORTED',
  'KMS_OPERATION_UNKNOWN',
  'KMS_KEY_STORE_FAILED',
  'KMS_FAILED',
  'CONNECTION_NOT_FOUND',
  'SECRET_NOT_KEPT',
  'SIGN_IN_FAILED',
  // changes to keys of AWS KMS
  'KMS_OUTCOME_UNKNOWN',
  'KMS_NAME_TAKEN',
  'KMS_LIMIT_REACHED',
  'KMS_ROTATION_BUSY',
  'KMS_POLICY_REFUSED',
  'KMS_REQUEST_REFUSED',
  'KMS_IMPORT_TOKEN_ENDED',
  'KMS_WRONG_KEY_MATERIAL',
  'KMS_WRAPPING_REFUSED',
  'KEY_ACTION_REFUSED',
  'KEY_ALIAS_NOT_MADE',
  'KEY_MATERIAL_INVALID',
  'KEY_MATERIAL_NOT_IMPORTED',
  'POLICY_LOCKS_OUT',
  // files
  'FILE_NOT_FOUND',
  'FILE_NOT_READABLE',
  'FOLDER_NOT_READABLE',
  'FOLDER_NOT_WRITABLE',
  'FILE_KIND_UNSUPPORTED',
  'FILE_IS_LINK',
  'FILE_CHANGED',
  'FILE_BUSY',
  'FILE_TOO_LARGE',
  'FILE_NAME_TOO_LONG',
  'FILE_NAME_UNSUPPORTED',
  'TARGET_EXISTS',
  'RESULT_INSIDE_FOLDER',
  'DISK_FULL',
  'DISK_FAILED',
  'PATH_NOT_ALLOWED',
  'TOO_MANY_FILES',
  'VERIFY_FAILED',
  'PUBLICATION_UNCERTAIN',
  // a folder as one file
  'TAR_DAMAGED',
  'TAR_ENTRY_UNSAFE',
  'PLAN_NOT_FOUND',
  'JOB_NOT_FOUND',
  // the history of files
  'CATALOG_UNAVAILABLE',
  'CATALOG_NEWER_VERSION',
] as const

export type VaultErrorCode = (typeof vaultErrorCodes)[number]

/** Facts that the words for an error may name: a key's ARN, an action, a count. Never key bytes, never an absolute path. */
export type VaultErrorFacts = Readonly<Record<string, string | number>>

export interface VaultErrorOptions {
  readonly cause?: unknown
  readonly facts?: VaultErrorFacts
}

/**
 * The one error class of Keyhold. `message` is lower case, says what happened and what to do, and never carries key
 * bytes or an absolute path; the page shows words of its own, chosen by `code` and filled in from `facts`.
 */
export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly code: VaultErrorCode
  readonly facts: VaultErrorFacts

  constructor(code: VaultErrorCode, message: string, options: VaultErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.facts = options.facts ?? {}
  }
}

/** True for an error of ours, also one whose class came from another realm or bundle. */
export function isVaultError(error: unknown): error is VaultError {
  return (
    error instanceof Error &&
    error.name === 'VaultError' &&
    'code' in error &&
    (vaultErrorCodes as readonly unknown[]).includes(error.code)
  )
}
