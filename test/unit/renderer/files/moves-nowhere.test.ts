import { expect, test } from 'vitest'
import { movesNowhere } from '../../../../src/renderer/src/files/moves-nowhere.ts'
import { door, planItem, planOf } from '../support/rows.ts'

const both = [door('backups'), door('payroll', { kind: 'aws', where: 'eu-central-1' })]
const item = (doors: typeof both) => planItem({ action: 'move', doors })

test('files that have the wanted doors, in whatever order, move nowhere', () => {
  expect(movesNowhere(planOf({ doors: both, items: [item(both), item(both.toReversed())] }))).toBe(true)
})

test('one file with other doors is reason enough to move', () => {
  expect(movesNowhere(planOf({ doors: both, items: [item(both), item(both.slice(1))] }))).toBe(false)
  expect(movesNowhere(planOf({ doors: both, items: [] }))).toBe(false)
})
