import { VaultError } from '../../../shared/vault-error.ts'

/** The error of work that a person stopped. */
export function cancelled(): VaultError {
  return new VaultError('CANCELLED', 'cancelled; nothing was left behind')
}

/** Throws CANCELLED once the signal fired. Called between any two steps of a job. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled()
}
