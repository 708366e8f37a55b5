import type { VaultErrorCode } from '../vault-error.ts'

/**
 * What the local keystore refuses with, and the exception that KMS has for the same: one table for both directions.
 * KMS.md section 5. A code that is not here has nothing in KMS that it stands for.
 */
export const localErrors = {
  INVALID_REQUEST: 'ValidationException',
  ENCRYPTION_CONTEXT_INVALID: 'ValidationException',
  KEY_NOT_FOUND: 'NotFoundException',
  KEY_NAME_TAKEN: 'AlreadyExistsException',
  KEY_NAME_INVALID: 'InvalidAliasNameException',
  KEY_DISABLED: 'DisabledException',
  KEY_STATE_INVALID: 'KMSInvalidStateException',
  KEY_USAGE_INVALID: 'InvalidKeyUsageException',
  KEY_UNSUPPORTED: 'UnsupportedOperationException',
  KEY_LIMIT_REACHED: 'LimitExceededException',
  KEY_ROTATION_BUSY: 'ConflictException',
  KEY_CIPHERTEXT_INVALID: 'InvalidCiphertextException',
  KEY_WRONG_KEY: 'IncorrectKeyException',
  KEY_SIGNATURE_INVALID: 'KMSInvalidSignatureException',
  KEY_MAC_INVALID: 'KMSInvalidMacException',
  KEY_MATERIAL_INVALID: 'IncorrectKeyMaterialException',
  KEY_MATERIAL_OTHER: 'IncorrectKeyMaterialException',
  KEY_IMPORT_TOKEN_ENDED: 'ExpiredImportTokenException',
  KEY_TAG_INVALID: 'TagException',
  /** Rules of a key are its policy here. */
  KEY_RULE_REFUSED: 'AccessDeniedException',
} as const satisfies Partial<Record<VaultErrorCode, string>>

export type LocalErrorCode = keyof typeof localErrors

/** KMS's exception for a code of the local keystore; null where KMS has none. */
export function exceptionOf(code: VaultErrorCode): string | null {
  return Object.hasOwn(localErrors, code) ? localErrors[code as LocalErrorCode] : null
}
