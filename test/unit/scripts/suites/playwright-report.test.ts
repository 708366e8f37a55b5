import type { JSONReport } from '@playwright/test/reporter'
import { expect, test } from 'vitest'
import { readPlaywrightReport } from '../../../../scripts/suites/playwright-report.ts'

// Only what the reader looks at, in the form that Playwright 1.65 writes.
function reportOf(tests: readonly object[], errors: readonly object[] = []): JSONReport {
  const specs = tests.map((one, index) => ({ title: `test ${index}`, tests: [one] }))
  const suites = [{ title: 'a.spec.ts', specs: [], suites: [{ title: 'group', specs }] }]
  return { suites, errors } as unknown as JSONReport
}
const failing = { annotations: [], results: [{ errors: [{ message: '\u001B[31mwrong\u001B[39m' }] }] }

test('expected, skipped and unexpected tests are counted, nested ones included', () => {
  const skipped = { status: 'skipped', annotations: [{ type: 'skip', description: 'no peer' }], results: [] }
  const passed = { status: 'expected', annotations: [], results: [] }
  const outcome = readPlaywrightReport(reportOf([passed, skipped, { ...failing, status: 'unexpected' }]))
  expect(outcome.passed).toBe(1)
  expect(outcome.skipped).toEqual([{ title: 'a.spec.ts > group > test 1', reason: 'no peer' }])
  expect(outcome.failed).toEqual([{ title: 'a.spec.ts > group > test 2', message: 'wrong' }])
})

test('a flaky test counts as failed', () => {
  expect(readPlaywrightReport(reportOf([{ ...failing, status: 'flaky' }])).failed).toHaveLength(1)
})

test('an error outside of any test counts as failed', () => {
  const outcome = readPlaywrightReport(reportOf([], [{ message: 'no such module' }]))
  expect(outcome.failed).toEqual([{ title: 'an error outside of any test', message: 'no such module' }])
})
