import { expect, test } from 'vitest'
import { diffCount, diffHunks } from '../../../../../src/renderer/src/key-depth/policy/diff-hunks.ts'
import { lineDiff } from '../../../../../src/renderer/src/key-depth/policy/line-diff.ts'

const numbered = (amount: number) => Array.from({ length: amount }, (_, index) => `line ${index + 1}`)
const changed = (at: readonly number[]) =>
  numbered(40).map((line, index) => (at.includes(index + 1) ? `${line}, changed` : line))
const diffOf = (at: readonly number[]) => lineDiff(numbered(40).join('\n'), changed(at).join('\n'))

test('a change is shown with three lines around it, and the lines before are counted', () => {
  const [hunk, ...more] = diffHunks(diffOf([10]))
  expect(more).toEqual([])
  expect(hunk?.skipped).toBe(6)
  expect(hunk?.lines.map(({ before, after }) => before ?? after)).toEqual([7, 8, 9, 10, 10, 11, 12, 13])
})

test('changes that are far apart are two parts, changes that are near are one', () => {
  expect(diffHunks(diffOf([10, 30])).map(({ skipped }) => skipped)).toEqual([6, 13])
  expect(diffHunks(diffOf([10, 14]))).toHaveLength(1)
})

test('texts that are the same have no part', () => {
  expect(diffHunks(diffOf([]))).toEqual([])
})

test('new and gone lines are counted', () => {
  expect(diffCount(diffOf([10, 30]))).toEqual({ added: 2, removed: 2 })
})
