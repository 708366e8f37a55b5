import { VaultError } from '../../shared/vault-error.ts'
import type { VaultErrorFacts } from '../../shared/vault-error.ts'

/** The error for a file that ends inside its header, body or footer. */
export function truncatedMessage(): VaultError {
  return new VaultError('MESSAGE_TRUNCATED', 'this message ends too early; get a whole copy of the file')
}

/** The error for bytes behind a whole message. */
export function trailingBytes(): VaultError {
  return new VaultError(
    'MESSAGE_TRAILING_BYTES',
    'bytes follow the end of this message; get a fresh copy of the file',
  )
}

/** The error for content whose tag does not verify. */
export function contentDamaged(facts: VaultErrorFacts): VaultError {
  return new VaultError(
    'MESSAGE_DAMAGED',
    'the content of this message was changed after it was written; get a fresh copy of the file',
    { facts },
  )
}
