import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chosenSuites, suites } from '../../../../scripts/suites/suite-table.ts'
import { inProject } from '../../../../scripts/programs/project.ts'

test('every folder of tests has a suite, so none is left out by mistake', () => {
  const folders = readdirSync(inProject('test')).filter(holdsTests)
  const names = suites.filter((suite) => suite.kind !== 'check').map((suite) => suite.name)
  expect(names).toEqual(expect.arrayContaining(folders))
})

test('the time limits together stay within the ninety minutes of CI', () => {
  const seconds = suites.reduce((sum, suite) => sum + suite.timeLimit, 0)
  expect(seconds).toBeLessThanOrEqual(90 * 60)
})

test('suites are run in the order of the table, whatever the order of the names', () => {
  expect(chosenSuites(['unit', 'types']).map((suite) => suite.name)).toEqual(['types', 'unit'])
})

test('a name that is no suite is refused', () => {
  expect(() => chosenSuites(['unti'])).toThrow('no suite is called unti')
})

function holdsTests(folder: string): boolean {
  const names = readdirSync(inProject('test', folder), { recursive: true, encoding: 'utf8' })
  return names.some((name) => /\.(test|spec)\.tsx?$/.test(name))
}
