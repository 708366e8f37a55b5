/** One test or check that failed, with the first lines of why. */
export interface FailedTest {
  readonly title: string
  readonly message: string
}

/** One test that was left out. `reason` is empty where the test gave none. */
export interface SkippedTest {
  readonly title: string
  readonly reason: string
}

/** What a suite came to: the form that every runner's report is turned into. */
export interface SuiteOutcome {
  readonly passed: number
  readonly failed: readonly FailedTest[]
  readonly skipped: readonly SkippedTest[]
}

/** A suite that failed as a whole: it crashed, took too long, or wrote no report. */
export function failedSuite(title: string, message: string): SuiteOutcome {
  return { passed: 0, failed: [{ title, message }], skipped: [] }
}

/** `N passed, N failed, N skipped` over all suites: the closing line of `npm test`. */
export function closingLine(outcomes: readonly SuiteOutcome[]): string {
  const sum = (count: (outcome: SuiteOutcome) => number) =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0)
  const passed = sum((outcome) => outcome.passed)
  const failed = sum((outcome) => outcome.failed.length)
  const skipped = sum((outcome) => outcome.skipped.length)
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
