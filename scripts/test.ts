import { ensureDebianPackages } from './programs/debian-packages.ts'
import { runSuite } from './suites/run-suite.ts'
import { closingLine, type SuiteOutcome } from './suites/suite-outcome.ts'
import { chosenSuites, type Suite } from './suites/suite-table.ts'

// `node scripts/test.ts [suite …]`: all suites one after the other, or those named. The closing line counts them all.
const chosen = chosenSuites(process.argv.slice(2))
const required = (process.env['REQUIRE'] ?? '').split(',').filter((name) => name !== '')
if (chosen.some((suite) => suite.kind !== 'check' && suite.name !== 'unit')) await ensureDebianPackages()

const outcomes: SuiteOutcome[] = []
for (const suite of chosen) outcomes.push(await runAndTell(suite))
console.log(`\n${closingLine(outcomes)}`)
process.exitCode = outcomes.some((outcome) => outcome.failed.length > 0) ? 1 : 0

async function runAndTell(suite: Suite): Promise<SuiteOutcome> {
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
