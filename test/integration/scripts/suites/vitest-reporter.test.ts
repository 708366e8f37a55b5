import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inProject } from '../../../../scripts/programs/project.ts'
import { runProgram } from '../../../../scripts/programs/run-program.ts'
import type { SuiteOutcome } from '../../../../scripts/suites/suite-outcome.ts'
import { outcomeFileVariable } from '../../../../scripts/suites/vitest-reporter.ts'

const content = `
import { beforeAll, describe, expect, test } from 'vitest'
test('passes', () => {})
test('is wrong', () => expect(1).toBe(2))
test('has no peer', (context) => context.skip('the peer is not here'))
test.skip('says nothing', () => {})
describe('group', () => {
  beforeAll(() => { throw new Error('the hook broke') })
  test('inside', () => {})
})
`
let folder = ''
let outcome: SuiteOutcome

// A real run of vitest over a small project: the reporter's worth is that it fits the runner.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-reporter-'))
  symlinkSync(inProject('node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'a.test.mjs'), content)
  writeFileSync(join(folder, 'broken.test.mjs'), 'throw new Error("cannot load")')
  const file = join(folder, 'outcome.json')
  const reporter = inProject('scripts/suites/vitest-reporter.ts')
  const vitest = inProject('node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--root', folder, '--reporter', reporter]
  const env = { ...process.env, [outcomeFileVariable]: file }
  const result = await runProgram(process.execPath, args, { timeLimit: 60, env })
  expect(result.exitCode, result.output).toBe(1)
  outcome = JSON.parse(readFileSync(file, 'utf8')) as SuiteOutcome
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('counts what passed', () => {
  expect(outcome.passed).toBe(1)
})

test('names each failure: a test, a hook, a file that cannot be loaded', () => {
  const said = outcome.failed.map((failure) => failure.message).join('\n')
  expect(said).toContain('expected 1 to be 2')
  expect(said).toContain('the hook broke')
  expect(said).toContain('cannot load')
  expect(outcome.failed).toHaveLength(3)
})

test('keeps the reason of a skip, and an empty one where none was given', () => {
  const reasons = Object.fromEntries(
    outcome.skipped.map((skip) => [skip.title.split(' > ').pop(), skip.reason]),
  )
  expect(reasons).toMatchObject({ 'has no peer': 'the peer is not here', 'says nothing': '' })
})
