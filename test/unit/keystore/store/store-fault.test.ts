import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../src/keystore/store/open-database.ts'
import { storeFault } from '../../../../src/keystore/store/store-fault.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { roomFolder } from '../../../support/room-folder.ts'

let folder: string
beforeEach(() => {
  folder = roomFolder('keyhold-fault-')
})
afterEach(() => rmSync(folder, { recursive: true }))

const errorOf = (act: () => void): unknown => {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe('storeFault', () => {
  it('names a full disk', () => {
    const database = openDatabase(join(folder, 'a'))
    database.exec('CREATE TABLE t (x); PRAGMA max_page_count = 4')
    const error = errorOf(() => database.exec('INSERT INTO t VALUES (zeroblob(100000))'))
    expect(storeFault(error)).toMatchObject({ code: 'DISK_FULL' })
    database.close()
  })

  it('names a store that another connection has open', () => {
    const first = openDatabase(join(folder, 'a'))
    expect(storeFault(errorOf(() => openDatabase(join(folder, 'a'))))).toMatchObject({
      code: 'KEYSTORE_IN_USE',
    })
    first.close()
  })

  it('names a folder that is not there', () => {
    const error = errorOf(() => openDatabase(join(folder, 'none', 'a')))
    expect(storeFault(error)).toMatchObject({ code: 'FOLDER_NOT_WRITABLE' })
  })

  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['EACCES', 'FOLDER_NOT_WRITABLE'],
    ['EROFS', 'FOLDER_NOT_WRITABLE'],
    ['EIO', 'DISK_FAILED'],
  ])('makes %s of the file system %s', (systemCode, code) => {
    const error = Object.assign(new Error('/home/someone/keystore'), { code: systemCode })
    expect(storeFault(error)).toMatchObject({ code })
    expect(storeFault(error).message).not.toContain('/')
  })

  it('passes an error of ours on and says no more than INTERNAL of what it does not know', () => {
    const ours = new VaultError('KEY_NAME_TAKEN', 'taken')
    expect(storeFault(ours)).toBe(ours)
    for (const unknown of [new TypeError('x'), 'text', undefined])
      expect(storeFault(unknown)).toMatchObject({ code: 'INTERNAL' })
  })
})
