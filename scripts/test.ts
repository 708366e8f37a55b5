import { ensureDebianPackages } from './programs/debian-packages.ts'
import { runAndTell } from './suites/run-and-tell.ts'
import { chosenSuites } from './suites/suite-table.ts'

// `node scripts/test.ts [suite …]`: all suites one after the other, or those named. The closing line counts them all.
const chosen = chosenSuites(process.argv.slice(2))
if (chosen.some((suite) => suite.kind !== 'check' && suite.name !== 'unit')) await ensureDebianPackages()
await runAndTell(chosen)
