import { VaultError } from '../../../shared/vault-error.ts'

/** The error for a source that grew, shrank or was written to while it was read. */
export function fileChanged(): VaultError {
  return new VaultError(
    'FILE_CHANGED',
    'another program changed this file while it was being read; close it there and try again',
  )
}
