import { VaultError } from '../../../shared/vault-error.ts'

/** The error for an id that names no job, batch or interrupted batch. */
export function jobNotFound(): VaultError {
  return new VaultError('JOB_NOT_FOUND', 'this job is no longer known')
}
