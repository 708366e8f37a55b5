import { stripVTControlCharacters } from 'node:util'
import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter'
import type { FailedTest, SkippedTest, SuiteOutcome } from './suite-outcome.ts'

/** Reads Playwright's JSON report. A flaky test (passed on a retry) counts as failed: retries hide races. */
export function readPlaywrightReport(report: JSONReport): SuiteOutcome {
  let passed = 0
  const failed: FailedTest[] = report.errors.map((error) => ({
    title: 'an error outside of any test',
    message: stripVTControlCharacters(error.message ?? 'no message'),
  }))
  const skipped: SkippedTest[] = []
  for (const { title, spec } of report.suites.flatMap((suite) => specsOf(suite, ''))) {
    for (const test of spec.tests) {
      if (test.status === 'expected') passed += 1
      else if (test.status === 'skipped') skipped.push({ title, reason: reasonOf(test) })
      else failed.push({ title, message: messageOf(test) })
    }
  }
  return { passed, failed, skipped }
}

type JSONReportTest = JSONReportSpec['tests'][number]

function specsOf(suite: JSONReportSuite, above: string): { title: string; spec: JSONReportSpec }[] {
  const path = above === '' ? suite.title : `${above} > ${suite.title}`
  const own = suite.specs.map((spec) => ({ title: `${path} > ${spec.title}`, spec }))
  return [...own, ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, path))]
}

function reasonOf(test: JSONReportTest): string {
  return test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? ''
}

function messageOf(test: JSONReportTest): string {
  const errors = test.results.flatMap((result) => result.errors.map((error) => error.message))
  return stripVTControlCharacters(errors.join('\n')) || `ended as ${test.status}`
}
