import { runSuite } from './run-suite.ts'
import { closingLine, type SuiteOutcome } from './suite-outcome.ts'
import type { Suite } from './suite-table.ts'

/** Runs a suite and prints what came of it: its counts, each skip with its reason, each failure with its message. */
export async function runAndTell(suite: Suite, required: readonly string[]): Promise<SuiteOutcome> {
  process.stdout.write(`${suite.name.padEnd(12)}`)
  const begun = performance.now()
  const outcome = await runSuite(suite, required)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(`${closingLine([outcome])} (${seconds} s)`)
  for (const skip of outcome.skipped) console.log(`  skipped: ${skip.title}\n           ${skip.reason}`)
  for (const failure of outcome.failed) {
    console.log(`  FAILED: ${failure.title}\n${indented(failure.message)}`)
  }
  return outcome
}

function indented(text: string): string {
  const lines = text.trim().split('\n').slice(0, 60)
  return lines.map((line) => `    ${line}`).join('\n')
}
