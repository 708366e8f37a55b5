import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../../../../src/keystore/store/open-database.ts'
import { roomFolder } from '../../../support/room-folder.ts'

let folder: string
let database: DatabaseSync
beforeEach(() => {
  folder = roomFolder('keyhold-database-')
  database = openDatabase(join(folder, 'store'))
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

const settingOf = (name: string): unknown => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]

/** A store that lost its last commits to a power cut would open as an older copy: no test that kills a process shows it. */
it('every commit is on the disk before it returns', () => {
  expect(settingOf('journal_mode')).toBe('wal')
  // 2 = FULL: the log is flushed with each commit, not with the next checkpoint.
  expect(settingOf('synchronous')).toBe(2)
})

it('what is deleted is overwritten', () => {
  expect(settingOf('secure_delete')).toBe(1)
})

it('nobody else reads or writes the file meanwhile', () => {
  expect(settingOf('locking_mode')).toBe('exclusive')
  expect(() => openDatabase(join(folder, 'store'))).toThrow(expect.objectContaining({ errcode: 5 }))
})

it('a schema that was altered cannot call functions of this program', () => {
  expect(settingOf('trusted_schema')).toBe(0)
})
