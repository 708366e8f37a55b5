import { expect, test } from 'vitest'
import { suiteGroups } from '../../../../scripts/suites/suite-groups.ts'
import type { Suite } from '../../../../scripts/suites/suite-table.ts'

const alone = (name: string): Suite => ({ name, kind: 'vitest', timeLimit: 1 })
const beside = (name: string): Suite => ({
  name,
  kind: 'check',
  commands: [],
  timeLimit: 1,
  besideOthers: true,
})
const namesOf = (suites: readonly Suite[]) =>
  suiteGroups(suites).map((group) => group.map(({ name }) => name))

test('neighbours that may run beside others are a group, all else is by itself, and the order stays', () => {
  const all = [alone('a'), beside('b'), beside('c'), alone('d'), alone('e'), beside('f')]
  expect(namesOf(all)).toEqual([['a'], ['b', 'c'], ['d'], ['e'], ['f']])
})

test('no suites are no group', () => {
  expect(namesOf([])).toEqual([])
})
