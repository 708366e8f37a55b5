import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import type { FailedTest, SkippedTest, SuiteOutcome } from './suite-outcome.ts'

/** The environment variable that says where the outcome goes. */
export const outcomeFileVariable = 'KEYHOLD_SUITE_OUTCOME'

/**
 * Writes a SuiteOutcome as JSON. Vitest's own JSON report leaves out the reasons of skips, errors outside of tests and
 * failing hooks, and this one is for them.
 */
export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly { message: string }[]): void {
    const file = process.env[outcomeFileVariable]
    if (file !== undefined) writeFileSync(file, JSON.stringify(outcomeOf(modules, unhandledErrors)))
  }
}

function outcomeOf(
  modules: readonly TestModule[],
  unhandledErrors: readonly { message: string }[],
): SuiteOutcome {
  let passed = 0
  const failed: FailedTest[] = unhandledErrors.map((error) => ({
    title: 'an error outside of any test',
    message: error.message,
  }))
  const skipped: SkippedTest[] = []
  for (const module of modules) {
    for (const task of [module, ...module.children.allSuites()]) {
      const title = task.type === 'module' ? module.relativeModuleId : task.fullName
      for (const error of task.errors()) failed.push({ title, message: error.message })
    }
    for (const test of module.children.allTests()) {
      const title = `${module.relativeModuleId} > ${test.fullName}`
      const result = test.result()
      if (result.state === 'passed') passed += 1
      else if (result.state === 'skipped') skipped.push({ title, reason: result.note ?? '' })
      else
        failed.push({
          title,
          message: result.errors?.map((error) => error.message).join('\n') ?? 'did not end',
        })
    }
  }
  return { passed, failed, skipped }
}
