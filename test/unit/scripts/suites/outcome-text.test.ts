import { expect, test } from 'vitest'
import { outcomeText } from '../../../../scripts/suites/outcome-text.ts'

const lines = (count: number) => Array.from({ length: count }, (_, at) => `line ${at + 1}`)
const failedWith = (message: string) => ({ passed: 0, failed: [{ title: 'a', message }], skipped: [] })

test('all failures are named, a line each, before anything else is said', () => {
  const failed = ['a', 'b\n   of two lines'].map((title) => ({ title, message: `${title} is wrong` }))
  const skipped = [{ title: 'c', reason: 'no peer' }]
  expect(outcomeText({ passed: 1, failed, skipped }).split('\n').slice(0, 4)).toEqual([
    '  FAILED: a',
    '  FAILED: b of two lines',
    '  skipped: c',
    '           no peer',
  ])
})

test('each failure says why, below its name', () => {
  expect(outcomeText(failedWith('expected 1\n\n  to be 2\n'))).toBe(
    '  FAILED: a\n\n  why: a\n    expected 1\n      to be 2',
  )
})

test('a long message is shortened to its beginning and its end', () => {
  const said = outcomeText(failedWith(lines(100).join('\n')))
    .split('\n')
    .slice(3)
  expect(said).toHaveLength(25)
  expect(said[0]).toBe('    line 1')
  expect(said[16]).toBe('    (76 lines left out)')
  expect(said.at(-1)).toBe('    line 100')
})

test('a message that is hardly longer is whole', () => {
  expect(outcomeText(failedWith(lines(25).join('\n')))).not.toContain('left out')
})

test('a suite without a failure or a skip says nothing', () => {
  expect(outcomeText({ passed: 3, failed: [], skipped: [] })).toBe('')
})
