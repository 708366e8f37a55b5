import { ensureDebianPackages } from './programs/debian-packages.ts'
import { requiredNames } from './suites/required-names.ts'
import { runAndTell } from './suites/run-and-tell.ts'
import { closingLine, type SuiteOutcome } from './suites/suite-outcome.ts'
import type { Suite } from './suites/suite-table.ts'

// `npm run test:keystore`: everything that is about the keys of this computer, with a real gnome-keyring, a real D-Bus and
// real processes; the specs need the build that they make themselves.
const suites: readonly Suite[] = [
  {
    name: 'unit',
    kind: 'vitest',
    timeLimit: 420,
    files: [
      'test/unit/keystore/',
      'test/unit/main/keys/keystore/',
      'test/unit/main/key-admin/local/',
      'test/unit/main/vault-admin/',
      'test/unit/main/lock/',
      'test/unit/main/recovery/',
      'test/unit/main/people/',
      'test/unit/main/activity/',
      'test/unit/main/jobs/sign-in/locking',
    ],
  },
  { name: 'security', kind: 'vitest', timeLimit: 200, files: ['keystore', 'memory'] },
  {
    name: 'integration',
    kind: 'vitest',
    timeLimit: 1400,
    files: [
      'test/integration/keystore/',
      'test/integration/lock/',
      'test/integration/people/',
      'test/integration/kms/contract',
    ],
  },
  { name: 'build', kind: 'check', commands: [['scripts/build.ts']], timeLimit: 240 },
  { name: 'e2e', kind: 'playwright', timeLimit: 1200, files: ['keystore-'] },
]

await ensureDebianPackages()
const outcomes: SuiteOutcome[] = []
for (const suite of suites) outcomes.push(await runAndTell(suite, requiredNames(process.env)))
console.log(`\n${closingLine(outcomes)}`)
process.exitCode = outcomes.some((outcome) => outcome.failed.length > 0) ? 1 : 0
