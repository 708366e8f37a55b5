import type { EncryptionContext } from '../../message/encryption-context.ts'
import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import type { VaultErrorCode } from '../../../shared/vault-error.ts'

/** What a data key or a header looks like that is opened with pairs it was not made with. FORMAT.md section 13. */
const looksDamaged: ReadonlySet<VaultErrorCode> = new Set<VaultErrorCode>([
  'DATA_KEY_DAMAGED',
  'KMS_INVALID_CIPHERTEXT',
  'MESSAGE_DAMAGED',
])

/**
 * The error of a message whose header leaves out pairs that it has to carry: made with them it would have opened, so it
 * was made without them, or with others, or was changed. Any other error is given back as it is.
 */
export function blameMissingPairs(error: unknown, missing: EncryptionContext): unknown {
  if (!isVaultError(error) || !looksDamaged.has(error.code)) return error
  const pair = [...missing.keys()].join(', ').slice(0, 256)
  return new VaultError(
    'REQUIRED_PAIR_MISSING',
    'this message does not carry a pair that your settings ask for, or it was changed; nothing was opened',
    { cause: error, facts: { pair, reason: 'opening' } },
  )
}
