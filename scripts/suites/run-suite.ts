import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { JSONReport } from '@playwright/test/reporter'
import { withVirtualDisplay } from '../display/virtual-display.ts'
import { inProject } from '../programs/project.ts'
import { runProgram, type ProgramResult } from '../programs/run-program.ts'
import { judgeOutcome } from './judge-outcome.ts'
import { readPlaywrightReport } from './playwright-report.ts'
import { failedSuite, type SuiteOutcome } from './suite-outcome.ts'
import type { Suite } from './suite-table.ts'
import { outcomeFileVariable } from './vitest-reporter.ts'

/** Runs one suite to its end. Never rejects: whatever goes wrong is a failure in the outcome. */
export async function runSuite(suite: Suite, required: readonly string[]): Promise<SuiteOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-suite-'))
  try {
    if (suite.kind === 'check') return await runCheck(suite)
    if (suite.onlyOn !== undefined && suite.onlyOn !== process.platform) {
      const reason = `runs on ${suite.onlyOn} only`
      return { passed: 0, failed: [], skipped: [{ title: suite.name, reason }] }
    }
    return await runTests(suite, { required, reportFile: join(folder, 'report.json') })
  } catch (error) {
    return failedSuite(suite.name, String(error))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function runCheck(suite: Suite & { kind: 'check' }): Promise<SuiteOutcome> {
  for (const [script, ...args] of suite.commands) {
    const { timeLimit } = suite
    const result = await runProgram(process.execPath, [inProject(script), ...args], { timeLimit })
    if (result.exitCode !== 0) return failedSuite([script, ...args].join(' '), endOf(result))
  }
  return { passed: 1, failed: [], skipped: [] }
}

type TestSuite = Suite & { kind: 'vitest' | 'playwright' }

interface TestRun {
  readonly required: readonly string[]
  readonly reportFile: string
}

async function runTests(suite: TestSuite, run: TestRun): Promise<SuiteOutcome> {
  const result = await (suite.kind === 'vitest' ? runVitest : runPlaywright)(suite, run.reportFile)
  const report = readReport(suite, run.reportFile)
  if (report === null) return failedSuite(suite.name, `the runner left no report\n${endOf(result)}`)
  const { exitCode } = result
  return judgeOutcome(report, {
    suite: suite.name,
    required: run.required,
    exitCode,
    output: endOf(result),
  })
}

function filesOf(suite: TestSuite): readonly string[] {
  return suite.files ?? []
}

function grepOf({ grep }: TestSuite): readonly string[] {
  return grep === undefined ? [] : ['--grep', grep]
}

function runVitest(suite: TestSuite, reportFile: string): Promise<ProgramResult> {
  const reporter = inProject('scripts/suites/vitest-reporter.ts')
  const args = ['run', '--project', suite.name, '--reporter', reporter, ...filesOf(suite)]
  return runProgram(process.execPath, [inProject('node_modules/vitest/vitest.mjs'), ...args], {
    timeLimit: suite.timeLimit,
    env: { ...process.env, [outcomeFileVariable]: reportFile },
  })
}

function runPlaywright(suite: TestSuite, reportFile: string): Promise<ProgramResult> {
  const cli = inProject('node_modules/@playwright/test/cli.js')
  const args = ['test', '--project', suite.name, '--reporter', 'json', ...grepOf(suite), ...filesOf(suite)]
  return withVirtualDisplay((env) =>
    runProgram(process.execPath, [cli, ...args], {
      timeLimit: suite.timeLimit,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
    }),
  )
}

function readReport(suite: Suite, file: string): SuiteOutcome | null {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    // Both files were written by the runner that has just ended, in its declared form.
    return suite.kind === 'vitest' ? (content as SuiteOutcome) : readPlaywrightReport(content as JSONReport)
  } catch {
    return null
  }
}

function endOf(result: ProgramResult): string {
  const note = result.timedOut ? `ended after ${Math.round(result.seconds)} seconds, its time limit\n` : ''
  return note + stripVTControlCharacters(result.output).trim().split('\n').slice(-40).join('\n')
}
