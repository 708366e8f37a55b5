import { outcomeText } from './outcome-text.ts'
import { requiredNames } from './required-names.ts'
import { runSuite } from './run-suite.ts'
import { suiteGroups } from './suite-groups.ts'
import { closingLine, type SuiteOutcome } from './suite-outcome.ts'
import type { Suite } from './suite-table.ts'

/**
 * Runs suites in their order, tells what comes of each, and closes with the counts of all. Sets the exit code: 1 where
 * anything failed.
 */
export async function runAndTell(suites: readonly Suite[]): Promise<void> {
  const outcomes: SuiteOutcome[] = []
  for (const group of suiteGroups(suites)) {
    for (const { name, run } of group.map((suite) => ({ name: suite.name, run: runTimed(suite) }))) {
      process.stdout.write(name.padEnd(12))
      const { outcome, seconds } = await run
      const text = outcomeText(outcome)
      console.log(`${closingLine([outcome])} (${seconds} s)${text === '' ? '' : `\n${text}`}`)
      outcomes.push(outcome)
    }
  }
  console.log(`\n${closingLine(outcomes)}`)
  process.exitCode = outcomes.some(({ failed }) => failed.length > 0) ? 1 : 0
}

async function runTimed(suite: Suite) {
  const begun = performance.now()
  const outcome = await runSuite(suite, requiredNames(process.env))
  return { outcome, seconds: ((performance.now() - begun) / 1000).toFixed(1) }
}
