import { expect, test } from 'vitest'
import type { InterruptedBatch } from '../../../../src/shared/model/job.ts'
import { interruptedNames, interruptedTitle } from '../../../../src/renderer/src/words/interrupted-words.ts'

const cut: InterruptedBatch = {
  id: 'b',
  startedAt: '',
  intent: 'auto',
  original: 'keep',
  files: 12,
  names: ['a', 'b', 'c'],
}

test('an interrupted batch says how many files were not done', () => {
  expect(interruptedTitle(cut)).toBe('Keyhold was closed before 12 files were done')
  expect(interruptedTitle({ ...cut, files: 1, intent: 'move' })).toBe(
    'Keyhold was closed before 1 file was moved',
  )
})

test('the first names stand for all', () => {
  expect(interruptedNames(cut)).toMatch(/^a, b, c and 9 more\. Your originals/)
  expect(interruptedNames({ ...cut, files: 2, names: ['a', 'b'] })).toMatch(/^a and b\. /)
  expect(interruptedNames({ ...cut, names: [] })).toMatch(/^12 more\. |^Your originals/)
})

test('originals are only said to be as they were where none was to go to the trash', () => {
  expect(interruptedNames(cut)).toContain('Your originals are as they were')
  const trashes = interruptedNames({ ...cut, original: 'trash' })
  expect(trashes).not.toContain('as they were')
  expect(trashes).toContain('a file that is done may still have its original beside it')
})
