import { expect, test } from 'vitest'
import { judgeOutcome, type JudgeOptions } from '../../../../scripts/suites/judge-outcome.ts'
import type { SuiteOutcome } from '../../../../scripts/suites/suite-outcome.ts'

const clean: SuiteOutcome = { passed: 2, failed: [], skipped: [] }
const options: JudgeOptions = { suite: 'unit', required: [], exitCode: 0, output: 'the last lines' }

test('a clean report of a runner that ended well stays as it is', () => {
  expect(judgeOutcome(clean, options)).toEqual(clean)
})

test('a suite in which no test ran failed', () => {
  const empty = { passed: 0, failed: [], skipped: [] }
  const [failure] = judgeOutcome(empty, options).failed
  expect(failure?.message).toContain('no test ran')
})

test('a runner that ended badly without naming a test failed as a whole, with its last lines', () => {
  const [failure] = judgeOutcome(clean, { ...options, exitCode: 1 }).failed
  expect(failure).toEqual({ title: 'unit', message: 'the runner ended with code 1\nthe last lines' })
})

test('a runner that a signal or the time limit ended failed though all its tests passed', () => {
  expect(judgeOutcome(clean, { ...options, exitCode: null }).failed).toHaveLength(1)
})

test('a named failure is not counted a second time for the exit code', () => {
  const report = { ...clean, failed: [{ title: 'a', message: 'wrong' }] }
  expect(judgeOutcome(report, { ...options, exitCode: 1 }).failed).toHaveLength(1)
})

test('a skip without a reason is a failure', () => {
  const report = { ...clean, skipped: [{ title: 'a', reason: '' }] }
  const judged = judgeOutcome(report, options)
  expect(judged.skipped).toEqual([])
  expect(judged.failed[0]?.message).toContain('must say why')
})

test('a skip for the want of what REQUIRE names is a failure, others stay skips', () => {
  const skipped = [
    { title: 'a', reason: 'moto_server is not here' },
    { title: 'b', reason: "Electron's binary is not here" },
  ]
  const judged = judgeOutcome({ ...clean, skipped }, { ...options, required: ['moto'] })
  expect(judged.failed.map((failure) => failure.title)).toEqual(['a'])
  expect(judged.skipped.map((skip) => skip.title)).toEqual(['b'])
})
