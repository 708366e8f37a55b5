import { expect, it } from 'vitest'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { withoutResults } from '../../../../../src/main/jobs/interrupted/without-results.ts'
import { defaultOptions } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

it('a disk that hangs keeps nobody waiting: its files count as not done', async () => {
  const hangs: Files = { ...quickFiles, inspect: () => new Promise(() => {}) }
  const file = { index: 0, path: '/f', inside: '', tree: '', target: '/f.encrypted', inodes: [1n] }
  const files = new Map([0, 1].map((index) => [index, { ...file, index }]))
  const batch = { id: 'a', startedAt: 'now', options: defaultOptions, outputFolder: null, files }
  expect(await withoutResults(hangs, [batch], 20)).toEqual([batch])
})
