import type { FailedTest, SkippedTest, SuiteOutcome } from './suite-outcome.ts'

export interface JudgeOptions {
  readonly suite: string
  /** What REQUIRE names: a skip for the want of one of these is a failure. */
  readonly required: readonly string[]
  /** How the runner ended; null for a crash, a signal or the time limit. */
  readonly exitCode: number | null
  /** The end of the runner's output, shown where it failed without naming a test. */
  readonly output: string
}

/**
 * Holds a runner's report to the rules: a skip needs a reason, a skip of what REQUIRE names is a failure, a suite that
 * ran nothing failed, and a runner that ended badly without naming a test failed as a whole.
 */
export function judgeOutcome(report: SuiteOutcome, options: JudgeOptions): SuiteOutcome {
  const failed: FailedTest[] = [...report.failed]
  const skipped: SkippedTest[] = []
  for (const skip of report.skipped) {
    const complaint = complaintAbout(skip, options.required)
    if (complaint === null) skipped.push(skip)
    else failed.push({ title: skip.title, message: complaint })
  }
  if (report.passed + failed.length + skipped.length === 0) {
    failed.push({ title: options.suite, message: `no test ran\n${options.output}` })
  }
  if (failed.length === 0 && options.exitCode !== 0) {
    const how = options.exitCode === null ? 'did not end by itself' : `ended with code ${options.exitCode}`
    failed.push({ title: options.suite, message: `the runner ${how}\n${options.output}` })
  }
  return { passed: report.passed, failed, skipped }
}

function complaintAbout(skip: SkippedTest, required: readonly string[]): string | null {
  if (skip.reason === '') return 'skipped without a reason: a skip must say why'
  const words = skip.reason.toLowerCase().split(/[^a-z0-9]+/)
  const missing = required.find((name) => words.includes(name))
  return missing === undefined ? null : `REQUIRE names ${missing}, and the test was skipped: ${skip.reason}`
}
