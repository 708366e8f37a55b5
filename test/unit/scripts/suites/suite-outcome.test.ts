import { expect, test } from 'vitest'
import { closingLine, failedSuite } from '../../../../scripts/suites/suite-outcome.ts'

test('the closing line adds up all suites in the plain form that CI reads', () => {
  const one = { passed: 3, failed: [], skipped: [{ title: 'a', reason: 'no peer' }] }
  const two = { passed: 4, failed: [{ title: 'b', message: 'wrong' }], skipped: [] }
  expect(closingLine([one, two])).toBe('7 passed, 1 failed, 1 skipped')
})

test('a suite that failed as a whole counts as one failure', () => {
  expect(closingLine([failedSuite('types', 'crashed')])).toBe('0 passed, 1 failed, 0 skipped')
})
