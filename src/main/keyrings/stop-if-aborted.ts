import { VaultError } from '../../shared/vault-error.ts'

/** Throws CANCELLED once the signal has fired. */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new VaultError('CANCELLED', 'cancelled')
}
