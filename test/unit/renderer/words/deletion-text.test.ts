import { expect, test } from 'vitest'
import { deleteForGoodText } from '../../../../src/renderer/src/words/deletion-text.ts'

test('what is left of a deleted key is told by number and by folder', () => {
  expect(deleteForGoodText.keptHere(1)).toMatch(/^One copy .* may hold the key:$/)
  expect(deleteForGoodText.keptHere(3)).toMatch(/^3 copies .* may hold the key:$/)
  expect(deleteForGoodText.keptFolder('Backups on disk')).toContain('in Backups on disk.')
})

test('before a deletion it is said that stores which were set aside stay', () => {
  expect(deleteForGoodText.keptText).toContain('set aside')
})
