import { VaultError } from '../../shared/vault-error.ts'

/** The log cannot be used, whatever the disk says of it. */
export function unavailable(cause: unknown): VaultError {
  return new VaultError('LOG_UNAVAILABLE', 'the activity log cannot be written', { cause })
}
