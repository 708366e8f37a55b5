import { expect, test } from 'vitest'
import { interruptedNames, interruptedTitle } from '../../../../src/renderer/src/words/interrupted-words.ts'

const batch = { id: 'b', startedAt: '', intent: 'auto', files: 12, names: ['a', 'b', 'c'] } as const
const cut = { ...batch, names: [...batch.names] }

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
