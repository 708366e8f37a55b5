import { expect, test } from 'vitest'
import * as words from '../../../../src/renderer/src/words/history-words.ts'
import { door, historyEntry } from '../support/rows.ts'

test.each([
  [historyEntry(), 'Encrypted to backups'],
  [historyEntry({ action: 'open' }), 'Opened with backups'],
  [historyEntry({ action: 'move', doors: [door('a'), door('b')] }), 'Moved to a and b'],
  [historyEntry({ action: 'verify', doors: [] }), 'Verified'],
  [historyEntry({ action: 'open', code: 'MESSAGE_TRUNCATED' }), 'Not opened: the end of the file is missing'],
])('an entry says what was done: %#', (entry, line) => {
  expect(words.entryLine(entry)).toBe(line)
})

test('an entry goes by the name of its result, else of its source', () => {
  expect(words.entryName(historyEntry())).toBe('report.pdf.encrypted')
  expect(words.entryName(historyEntry({ resultName: null }))).toBe('report.pdf')
  expect(words.entryName(historyEntry({ resultName: null, name: null }))).toBeNull()
})

test('only what was done and is known by its name can be worked on', () => {
  expect(words.canWorkOn(historyEntry())).toBe(true)
  expect(words.canWorkOn(historyEntry({ name: null }))).toBe(false)
  expect(words.canWorkOn(historyEntry({ code: 'DISK_FULL' }))).toBe(false)
})

test('Verified is said only where the whole message was authenticated', () => {
  expect(words.entryState(historyEntry())).toBe('Verified')
  expect(words.entryState(historyEntry({ verified: false }))).toBe('Done')
  expect(words.entryState(historyEntry({ code: 'DISK_FULL' }))).toBe('Not encrypted')
})
