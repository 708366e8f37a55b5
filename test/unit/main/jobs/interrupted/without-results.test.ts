import fs from 'node:fs'
import { expect, it } from 'vitest'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { withoutResults } from '../../../../../src/main/jobs/interrupted/without-results.ts'
import { Room, defaultOptions } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

it('a disk that hangs keeps nobody waiting: its files count as not done', async () => {
  const hangs: Files = { ...quickFiles, inspect: () => new Promise(() => {}) }
  const file = { index: 0, path: '/f', inside: '', tree: '', target: '/f.encrypted', inodes: [1n] }
  const files = new Map([0, 1].map((index) => [index, { ...file, index }]))
  const batch = { id: 'a', startedAt: 'now', options: defaultOptions, outputFolder: null, files }
  expect(await withoutResults(hangs, [batch], 20)).toEqual([batch])
})

it('a folder that was unpacked under a numbered name is known as a result', async () => {
  using room = new Room()
  const target = room.path('my.photos')
  const inodes = [target, `${target} (2)`].map((folder) => {
    fs.mkdirSync(folder)
    return fs.statSync(folder, { bigint: true }).ino
  })
  const file = { index: 0, path: '/f', inside: '', tree: '', target, inodes: inodes.slice(1) }
  const batch = {
    id: 'a',
    startedAt: 'now',
    options: defaultOptions,
    outputFolder: null,
    files: new Map([[0, file]]),
  }
  expect(await withoutResults(quickFiles, [batch])).toEqual([])
})

const nameAt = (count: number): string => (count === 1 ? 'a.encrypted' : `a (${count}).encrypted`)

it.each([
  ['the old file of a move that is in the trash', [], 2],
  ['a lower number that a person took away', [1, 3], 4],
  ['both', [3], 4],
])('a result is known beyond a free name: %s', async (_, others, at) => {
  using room = new Room()
  for (const count of others) room.write(nameAt(count), 'somebody’s')
  const { ino } = fs.statSync(room.write(nameAt(at), 'the result'), { bigint: true })
  const target = room.path('a.encrypted')
  const file = { index: 0, path: '/f', inside: '', tree: '', target, inodes: [ino] }
  const batch = { id: 'a', startedAt: 'now', options: defaultOptions, outputFolder: null }
  expect(await withoutResults(quickFiles, [{ ...batch, files: new Map([[0, file]]) }])).toEqual([])
  const other = { ...file, inodes: [ino + 1_000_000_000n] }
  expect(await withoutResults(quickFiles, [{ ...batch, files: new Map([[0, other]]) }])).toHaveLength(1)
})
