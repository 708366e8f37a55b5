import { expect, test } from 'vitest'
import { visibleName } from '../../../../src/renderer/src/format/names.ts'

test('an odd but honest name stays as it is', () => {
  expect(visibleName('Übersicht 日本 🎉 a.pdf')).toBe('Übersicht 日本 🎉 a.pdf')
})

test('a line break is shown, not made', () => {
  expect(visibleName('two\nlines\t.txt')).toBe('two␊lines␉.txt')
})

test('a name cannot turn its end around to look like another kind of file', () => {
  expect(visibleName('invoice\u202efdp.exe')).toBe('invoice�fdp.exe')
})
