import { describe, expect, it } from 'vitest'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { errnoOf, fileError } from '../../../../../src/main/jobs/files/file-error.ts'
import type { FileOperation } from '../../../../../src/main/jobs/files/file-error.ts'

const systemError = (errno: string): Error =>
  Object.assign(new Error(`${errno}: no luck, open '/home/ada/secret/plan.txt'`), { code: errno })

describe('an error of the file system', () => {
  it.each<[string, FileOperation, string]>([
    ['ENOENT', 'open', 'FILE_NOT_FOUND'],
    ['ENOTDIR', 'look at', 'FILE_NOT_FOUND'],
    ['EACCES', 'open', 'FILE_NOT_READABLE'],
    ['EPERM', 'read', 'FILE_NOT_READABLE'],
    ['EACCES', 'create', 'FOLDER_NOT_WRITABLE'],
    ['EROFS', 'make folder', 'FOLDER_NOT_WRITABLE'],
    ['EACCES', 'list', 'FOLDER_NOT_READABLE'],
    ['EEXIST', 'create', 'TARGET_EXISTS'],
    ['ENOSPC', 'write', 'DISK_FULL'],
    ['EDQUOT', 'flush', 'DISK_FULL'],
    ['EFBIG', 'write', 'FILE_TOO_LARGE'],
    ['ENAMETOOLONG', 'link', 'FILE_NAME_TOO_LONG'],
    ['EILSEQ', 'create', 'FILE_NAME_UNSUPPORTED'],
    ['EINVAL', 'create', 'FILE_NAME_UNSUPPORTED'],
    ['EINVAL', 'flush', 'DISK_FAILED'],
    ['ELOOP', 'open', 'FILE_IS_LINK'],
    ['EISDIR', 'open', 'FILE_KIND_UNSUPPORTED'],
    ['EBUSY', 'rename', 'FILE_BUSY'],
    ['EIO', 'read', 'DISK_FAILED'],
    ['EXDEV', 'link', 'DISK_FAILED'],
    ['ESTALE', 'read', 'DISK_FAILED'],
    ['EMFILE', 'open', 'INTERNAL'],
  ])('%s while trying to %s is %s', (errno, operation, code) => {
    const error = fileError(systemError(errno), operation, '/home/ada/secret/plan.txt')
    expect(error).toMatchObject({ code, facts: { file: 'plan.txt', operation, errno } })
    expect(errnoOf(error)).toBe(errno)
  })

  it('says in words what failed, and carries no folder', () => {
    const error = fileError(systemError('ENOSPC'), 'write', '/home/ada/secret/plan.txt')
    expect(error.message).toBe(
      'could not write this file: the disk is full; make room and try again (ENOSPC)',
    )
    expect(`${error.stack ?? ''}${JSON.stringify(error)}`).not.toContain('/home/ada')
    expect(error.cause).toBe(undefined)
  })

  it('that was told once is passed on as it is', () => {
    const told = new VaultError('FILE_CHANGED', 'changed')
    expect(fileError(told, 'read', 'a')).toBe(told)
    expect(errnoOf(told)).toBe(null)
    expect(errnoOf(new Error('other'))).toBe(null)
  })
})
