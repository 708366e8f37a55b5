import path from 'node:path'
import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import type { VaultErrorCode } from '../../../shared/vault-error.ts'

/** The file operations, by the words that an error names them with. */
export type FileOperation =
  | 'look at'
  | 'resolve'
  | 'open'
  | 'read'
  | 'create'
  | 'write'
  | 'set the mode of'
  | 'set the time of'
  | 'flush'
  | 'close'
  | 'link'
  | 'rename'
  | 'remove'
  | 'list'
  | 'make folder'
  | 'remove folder'
  | 'flush folder'
  | 'check folder'
  | 'measure'

const sameForAll: Readonly<Record<string, VaultErrorCode>> = {
  ENOENT: 'FILE_NOT_FOUND',
  ENOTDIR: 'FILE_NOT_FOUND',
  EEXIST: 'TARGET_EXISTS',
  ENOTEMPTY: 'TARGET_EXISTS',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EFBIG: 'FILE_TOO_LARGE',
  ENAMETOOLONG: 'FILE_NAME_TOO_LONG',
  EILSEQ: 'FILE_NAME_UNSUPPORTED',
  EINVAL: 'FILE_NAME_UNSUPPORTED',
  ELOOP: 'FILE_IS_LINK',
  EISDIR: 'FILE_KIND_UNSUPPORTED',
  EBUSY: 'FILE_BUSY',
  ETXTBSY: 'FILE_BUSY',
  EMFILE: 'INTERNAL',
  ENFILE: 'INTERNAL',
  ENOMEM: 'INTERNAL',
}

const notAllowed = new Set(['EACCES', 'EPERM', 'EROFS'])
const writing = new Set<FileOperation>([
  'create',
  'write',
  'set the mode of',
  'set the time of',
  'link',
  'rename',
  'remove',
  'make folder',
  'remove folder',
  'check folder',
])
const named = new Set<FileOperation>([
  'open',
  'create',
  'link',
  'rename',
  'make folder',
  'look at',
  'resolve',
])

function codeFor(errno: string, operation: FileOperation): VaultErrorCode {
  if (notAllowed.has(errno)) {
    if (writing.has(operation)) return 'FOLDER_NOT_WRITABLE'
    return operation === 'list' ? 'FOLDER_NOT_READABLE' : 'FILE_NOT_READABLE'
  }
  if (errno === 'EINVAL' && !named.has(operation)) return 'DISK_FAILED'
  return sameForAll[errno] ?? 'DISK_FAILED'
}

const sentences: Partial<Record<VaultErrorCode, string>> = {
  FILE_NOT_FOUND: 'it is no longer there',
  FILE_NOT_READABLE: 'you have no permission to read it',
  FOLDER_NOT_READABLE: 'you have no permission to list the folder',
  FOLDER_NOT_WRITABLE: 'you have no permission to write in this folder',
  TARGET_EXISTS: 'a file of that name is already there',
  DISK_FULL: 'the disk is full; make room and try again',
  FILE_TOO_LARGE: 'the file system cannot hold a file of this size',
  FILE_NAME_TOO_LONG: 'the name is too long for this file system',
  FILE_NAME_UNSUPPORTED: 'the file system does not take this name',
  FILE_IS_LINK: 'it is a symbolic link; choose the file it points to',
  FILE_KIND_UNSUPPORTED: 'it is not an ordinary file',
  FILE_BUSY: 'another program holds it; close it there and try again',
  DISK_FAILED: 'the disk reported an error',
  INTERNAL: 'the system ran out of open files or memory',
}

/**
 * Turns an error of the file system into a VaultError. Facts: `file` (the bare name), `operation`, `errno`. The
 * system's own message is left out, because it carries the whole path.
 */
export function fileError(error: unknown, operation: FileOperation, filePath: string): VaultError {
  if (isVaultError(error)) return error
  const errno = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
  const code = codeFor(errno, operation)
  const file = path.basename(filePath)
  return new VaultError(
    code,
    `could not ${operation} this file: ${sentences[code] ?? 'it failed'} (${errno})`,
    {
      facts: { file, operation, errno },
    },
  )
}

/** The system's error name (`EEXIST`) inside an error of this layer; null for any other error. */
export function errnoOf(error: unknown): string | null {
  if (!isVaultError(error)) return null
  const errno = error.facts['errno']
  return typeof errno === 'string' ? errno : null
}
