import { expect, test } from 'vitest'
import { refId } from '../../../../src/renderer/src/data/key-ref.ts'
import { changedIds, mergeKeys, noKeysYet, withRow } from '../../../../src/renderer/src/data/keys-state.ts'
import { awsKey, keyRow } from '../support/rows.ts'

const a = awsKey('a', 'eu-west-1')
const b = awsKey('b', 'eu-west-1')
const first = mergeKeys(noKeysYet, { version: 1, keys: [a, b], gone: [] }, 0)
const names = (state: typeof first) => state.rows.map(({ alias }) => alias)

test('the first answer is what is known', () => {
  expect(first.known).toBe(true)
  expect(names(first)).toEqual(['a', 'b'])
})

test('a later answer changes what it holds, and what did not change is the same object', () => {
  const disabled = { ...b, state: 'Disabled' as const }
  const next = mergeKeys(first, { version: 2, keys: [disabled], gone: [] }, 1)
  expect(next.rows[0]).toBe(a)
  expect(next.rows[1]).toBe(disabled)
  expect(next.version).toBe(2)
})

test('keys that are gone are dropped, new ones come last', () => {
  const c = keyRow({ alias: 'c' })
  const next = mergeKeys(first, { version: 2, keys: [c], gone: [a.ref] }, 1)
  expect(names(next)).toEqual(['b', 'c'])
})

test('an answer without changes keeps the list itself, so that nothing is drawn anew', () => {
  expect(mergeKeys(first, { version: 1, keys: [], gone: [] }, 1).rows).toBe(first.rows)
})

test('an answer from the beginning replaces everything', () => {
  expect(names(mergeKeys(first, { version: 9, keys: [b], gone: [] }, 0))).toEqual(['b'])
})

test('a row that was only read again has not changed', () => {
  const again = mergeKeys(first, { version: 2, keys: [{ ...a, readAt: 'later' }], gone: [] }, 1)
  const changed = withRow(again, { ...b, description: 'new' })
  expect(changedIds(first, changed, [refId(a.ref), refId(b.ref)])).toEqual([refId(b.ref)])
})
