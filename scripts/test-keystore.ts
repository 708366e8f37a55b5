import { ensureDebianPackages } from './programs/debian-packages.ts'
import { keystoreSuites } from './suites/keystore-suites.ts'
import { requiredNames } from './suites/required-names.ts'
import { runAndTell } from './suites/run-and-tell.ts'
import { closingLine, type SuiteOutcome } from './suites/suite-outcome.ts'

// `npm run test:keystore`: with a real gnome-keyring, a real D-Bus, real processes and the app itself.
await ensureDebianPackages()
const outcomes: SuiteOutcome[] = []
for (const suite of keystoreSuites) outcomes.push(await runAndTell(suite, requiredNames(process.env)))
console.log(`\n${closingLine(outcomes)}`)
process.exitCode = outcomes.some((outcome) => outcome.failed.length > 0) ? 1 : 0
