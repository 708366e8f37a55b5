import { buildInfo } from '../programs/build-info.ts'

/** How a suite is run and how its result is counted: a check counts as one, the test runners count their tests. */
export type Suite =
  | {
      readonly name: string
      readonly kind: 'check'
      /** Each a script to run with Node: a tool's own JavaScript file, then its arguments. */
      readonly commands: readonly (readonly [string, ...string[]])[]
      readonly timeLimit: number
      /** Runs at the same time as its neighbours that say so too: it uses little more than one core. */
      readonly besideOthers?: boolean
    }
  | {
      /** Also the project of vitest or Playwright that it is. */
      readonly name: string
      readonly kind: 'vitest' | 'playwright'
      readonly timeLimit: number
      /** Only files whose path holds one of these; all where it is left out. */
      readonly files?: readonly string[]
      /** Only specs whose title fits this expression. */
      readonly grep?: string
      /** Skipped, with this said, on other platforms. */
      readonly onlyOn?: NodeJS.Platform
    }

const tsc = 'node_modules/typescript/bin/tsc'
const prettier = 'node_modules/prettier/bin/prettier.cjs'

/** All suites in the order of `npm test`: quick ones first. Time limits in seconds, nearly twice what they take on two cores or more. */
export const suites: readonly Suite[] = [
  {
    name: 'types',
    kind: 'check',
    commands: [
      [tsc, '-p', 'tsconfig.node.json', ...buildInfo('node')],
      [tsc, '-p', 'tsconfig.web.json', ...buildInfo('web')],
      // Also that the app uses nothing of Electron that the test host lacks; and the host's own page scripts.
      ['test/host/check-types.ts'],
    ],
    timeLimit: 150,
    besideOthers: true,
  },
  {
    name: 'lint',
    kind: 'check',
    commands: [['node_modules/oxlint/bin/oxlint', '--deny-warnings', '--quiet']],
    timeLimit: 60,
    besideOthers: true,
  },
  {
    name: 'format',
    kind: 'check',
    commands: [
      [prettier, '--log-level', 'warn', '--cache', '--cache-location', 'out/format-cache', '--check', '.'],
    ],
    timeLimit: 90,
    besideOthers: true,
  },
  {
    name: 'musts',
    kind: 'check',
    commands: [['scripts/check-musts.ts']],
    timeLimit: 30,
    besideOthers: true,
  },
  { name: 'build', kind: 'check', commands: [['scripts/build.ts']], timeLimit: 100 },
  { name: 'unit', kind: 'vitest', timeLimit: 250 },
  { name: 'security', kind: 'vitest', timeLimit: 120 },
  { name: 'vectors', kind: 'vitest', timeLimit: 200 },
  { name: 'host', kind: 'vitest', timeLimit: 200, onlyOn: 'linux' },
  { name: 'integration', kind: 'vitest', timeLimit: 1400 },
  { name: 'e2e', kind: 'playwright', timeLimit: 1400 },
  { name: 'gallery', kind: 'playwright', timeLimit: 1300 },
]

/** The suites of these names in the table's order; all of them for no name. Throws for a name that is not there. */
export function chosenSuites(names: readonly string[]): readonly Suite[] {
  const unknown = names.find((name) => suites.every((suite) => suite.name !== name))
  if (unknown !== undefined) {
    throw new Error(
      `no suite is called ${unknown}; there are ${suites.map((suite) => suite.name).join(', ')}`,
    )
  }
  return names.length === 0 ? suites : suites.filter((suite) => names.includes(suite.name))
}
