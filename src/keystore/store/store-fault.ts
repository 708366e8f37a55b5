import { VaultError, isVaultError } from '../../shared/vault-error.ts'

/** SQLite's primary result codes that mean something of their own here. https://sqlite.org/rescode.html */
const sqliteCodes: Readonly<Record<number, VaultError['code']>> = {
  1: 'KEYSTORE_DAMAGED', // ERROR: a table or a column is not there
  5: 'KEYSTORE_IN_USE', // BUSY
  8: 'FOLDER_NOT_WRITABLE', // READONLY
  10: 'DISK_FAILED', // IOERR
  11: 'KEYSTORE_DAMAGED', // CORRUPT
  13: 'DISK_FULL', // FULL
  14: 'FOLDER_NOT_WRITABLE', // CANTOPEN
  26: 'KEYSTORE_DAMAGED', // NOTADB
}

const systemCodes: Readonly<Record<string, VaultError['code']>> = {
  // A number in the file that no number here can be, and none that was written.
  ERR_OUT_OF_RANGE: 'KEYSTORE_DAMAGED',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EACCES: 'FOLDER_NOT_WRITABLE',
  EPERM: 'FOLDER_NOT_WRITABLE',
  EROFS: 'FOLDER_NOT_WRITABLE',
}

const words: Partial<Record<VaultError['code'], string>> = {
  KEYSTORE_IN_USE: 'another Keyhold has the key store open; close it and try again',
  KEYSTORE_DAMAGED: 'the key store file is damaged; nothing was changed in it',
  DISK_FULL: 'the disk is full, so the key store was not changed; free some space and try again',
  FOLDER_NOT_WRITABLE: 'the key store cannot be written; check the permissions of its folder',
}

/** Turns an error of SQLite or of the file system into one of the closed codes; an error of ours passes unchanged. */
export function storeFault(error: unknown): VaultError {
  if (isVaultError(error)) return error
  const code = codeOf(error)
  return new VaultError(code, words[code] ?? 'the key store could not be read or written', { cause: error })
}

function codeOf(error: unknown): VaultError['code'] {
  if (!(error instanceof Error)) return 'INTERNAL'
  if ('errcode' in error && typeof error.errcode === 'number')
    return sqliteCodes[error.errcode & 0xff] ?? 'DISK_FAILED'
  if ('code' in error && typeof error.code === 'string') return systemCodes[error.code] ?? 'DISK_FAILED'
  return 'INTERNAL'
}
