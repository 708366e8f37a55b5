import { expect, test } from 'vitest'
import { planLines } from '../../../../src/renderer/src/files/plan-lines.ts'
import { groupItems } from '../../../../src/renderer/src/files/plan-state.ts'
import { planItem, planOf } from '../support/rows.ts'

const problem = { code: 'FILE_IS_LINK', message: '', facts: {} } as const
const items = [
  planItem({ id: 'plain' }),
  planItem({ id: 'message', action: 'open' }),
  planItem({ id: 'link', problem }),
  planItem({ id: 'odd', question: 'looksEncryptedIsNot' }),
]
const plan = planOf({ items, encrypt: { files: 1, bytes: 1000 }, open: { files: 1, bytes: 1000 } })
const ids = (list: readonly { readonly id: string }[]) => list.map((item) => item.id)

test('items go by what will happen; problems and questions wait for the person', () => {
  const groups = groupItems(plan, new Map())
  expect(ids(groups.encrypt)).toEqual(['plain'])
  expect(ids(groups.open)).toEqual(['message'])
  expect(ids(groups.needs)).toEqual(['link', 'odd'])
})

test('an answered question no longer needs anyone', () => {
  const groups = groupItems(plan, new Map([['odd', 'encrypt']]))
  expect(ids(groups.encrypt)).toEqual(['plain', 'odd'])
  expect(ids(groups.needs)).toEqual(['link'])
})

test('an answer to the name is none to the question whether a message may be opened that commits to no key', () => {
  const uncommitted = planOf({
    items: [planItem({ id: 'old', action: 'open', question: 'doesNotCommit' })],
  })
  expect(ids(groupItems(uncommitted, new Map([['old', 'open']])).needs)).toEqual(['old'])
  const agreed = groupItems(uncommitted, new Map([['old', 'agree']]))
  expect(ids(agreed.needs)).toEqual([])
  expect(ids(agreed.open)).toEqual(['old'])
})

test('what is left out is in no group, and counted', () => {
  const groups = groupItems(plan, new Map([['link', 'leaveOut']]))
  expect(ids(groups.needs)).toEqual(['odd'])
  expect(groups.leftOut).toBe(1)
})

test('the table has a head for each group that holds files', () => {
  const lines = planLines(plan, groupItems(plan, new Map()))
  expect(lines.map((line) => (line.kind === 'group' ? `${line.group} ${line.files}` : line.item.id))).toEqual(
    ['encrypt 1', 'plain', 'open 1', 'message'],
  )
})
