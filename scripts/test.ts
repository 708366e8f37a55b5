import { ensureDebianPackages } from './programs/debian-packages.ts'
import { runAndTell } from './suites/run-and-tell.ts'
import { requiredNames } from './suites/required-names.ts'
import { closingLine, type SuiteOutcome } from './suites/suite-outcome.ts'
import { chosenSuites } from './suites/suite-table.ts'

// `node scripts/test.ts [suite …]`: all suites one after the other, or those named. The closing line counts them all.
const chosen = chosenSuites(process.argv.slice(2))
const required = requiredNames(process.env)
if (chosen.some((suite) => suite.kind !== 'check' && suite.name !== 'unit')) await ensureDebianPackages()

const outcomes: SuiteOutcome[] = []
for (const suite of chosen) outcomes.push(await runAndTell(suite, required))
console.log(`\n${closingLine(outcomes)}`)
process.exitCode = outcomes.some((outcome) => outcome.failed.length > 0) ? 1 : 0
