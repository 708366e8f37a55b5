import { VaultError, isVaultError } from '../../../shared/vault-error.ts'

/** The error for a pass whose worker ended under it: the file is not at fault, so its message may be begun anew once. */
export function engineLost(cause: unknown): VaultError {
  return new VaultError('INTERNAL', 'the worker that handled this file ended; try again', {
    cause,
    facts: { lost: 'worker' },
  })
}

export function isEngineLost(error: unknown): boolean {
  return isVaultError(error) && error.code === 'INTERNAL' && error.facts['lost'] === 'worker'
}
