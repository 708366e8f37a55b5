import { expect, test } from 'vitest'
import { listed, many, shortened } from '../../../../src/renderer/src/format/lists.ts'

test('names are joined as in a sentence', () => {
  expect(listed([])).toBe('')
  expect(listed(['backups'])).toBe('backups')
  expect(listed(['backups', 'backups-prod', 'archive'])).toBe('backups, backups-prod and archive')
})

test('one file is one file', () => {
  expect(many(1, 'file')).toBe('1 file')
  expect(many(1284, 'file')).toBe('1,284 files')
})

test('a long id is cut in the middle, a short one stays whole', () => {
  expect(shortened('5f0c91d2-33ab-4c1e-8f60-2b9d47e1a0c3', 8, 4)).toBe('5f0c91d2…a0c3')
  expect(shortened('backups', 8, 4)).toBe('backups')
})
