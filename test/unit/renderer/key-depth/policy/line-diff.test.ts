import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineDiff } from '../../../../../src/renderer/src/key-depth/policy/line-diff.ts'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', 'a '), { minLength: 1, maxLength: 12 })
const texts = fc.tuple(lines, lines).map(([a, b]) => [a.join('\n'), b.join('\n')] as const)

const kindsOf = (before: string, after: string) =>
  lineDiff(before, after).map(
    ({ kind, text }) => `${kind === 'same' ? ' ' : kind === 'added' ? '+' : '-'}${text}`,
  )

const long = (word: string) => Array.from({ length: 2100 }, (_, index) => `${word} ${index}`).join('\n')

test('a changed line is the old one, then the new one, with its neighbours as they were', () => {
  expect(kindsOf('{\n  "a": 1\n}', '{\n  "a": 2\n}')).toEqual([' {', '-  "a": 1', '+  "a": 2', ' }'])
})

test('lines that are the same keep together around an insertion', () => {
  expect(kindsOf('a\nb\nc', 'a\nx\nb\nc')).toEqual([' a', '+x', ' b', ' c'])
})

test('without the added lines it is the old text, without the removed ones the new text', () => {
  fc.assert(
    fc.property(texts, ([before, after]) => {
      const diff = lineDiff(before, after)
      const without = (kind: string) =>
        diff
          .filter((line) => line.kind !== kind)
          .map(({ text }) => text)
          .join('\n')
      expect(without('added')).toBe(before)
      expect(without('removed')).toBe(after)
    }),
  )
})

test('lines are numbered in both texts, each number once and in order', () => {
  fc.assert(
    fc.property(texts, ([before, after]) => {
      const diff = lineDiff(before, after)
      const numbers = (of: 'before' | 'after') => diff.map((line) => line[of]).filter((each) => each !== null)
      expect(numbers('before')).toEqual(before.split('\n').map((_, index) => index + 1))
      expect(numbers('after')).toEqual(after.split('\n').map((_, index) => index + 1))
    }),
  )
})

test('a text compared with itself has no change', () => {
  fc.assert(
    fc.property(texts, ([text]) => {
      expect(lineDiff(text, text).every(({ kind }) => kind === 'same')).toBe(true)
    }),
  )
})

test('two texts that are too long to compare line by line are shown as replaced', () => {
  const diff = lineDiff(long('old'), long('new'))
  expect(diff.filter(({ kind }) => kind === 'removed')).toHaveLength(2100)
  expect(diff.filter(({ kind }) => kind === 'added')).toHaveLength(2100)
})
