import path from 'node:path'
import { VaultError } from '../../../shared/vault-error.ts'

/** The error for a source that grew, shrank or was written to while it was read; `file` names it where it is one of many. */
export function fileChanged(file?: string): VaultError {
  return new VaultError(
    'FILE_CHANGED',
    'another program changed this file while it was being read; close it there and try again',
    { facts: file === undefined ? {} : { file: path.basename(file) } },
  )
}
