import { expect, test } from 'vitest'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import type { KeysView } from '../../../../src/shared/model/settings.ts'
import { keyStanding } from '../../../../src/renderer/src/keys/key-standing.ts'
import { plainView } from '../../../../src/renderer/src/keys/keys-view.ts'
import { narrowKeys } from '../../../../src/renderer/src/keys/narrow-keys.ts'
import { placesOf } from '../../../../src/renderer/src/keys/places-of.ts'
import { awsKey, keyRow } from '../support/rows.ts'

const now = new Date('2026-11-23T12:00:00.000Z')
const listed = (rows: readonly KeyRow[]) => rows.map((row) => ({ row, standing: keyStanding(row, 365, now) }))

const keys = listed([
  awsKey('b', 'us-east-1', { state: 'Disabled' }),
  awsKey('a', 'us-east-1'),
  awsKey('c', 'eu-west-1', { usage: 'SIGN_VERIFY', spec: 'ECC_NIST_P384' }),
  keyRow({ alias: 'z' }),
])
const narrowed = (view: Partial<KeysView>) => narrowKeys(keys, { ...plainView, ...view })
const names = (view: Partial<KeysView>) => narrowed(view).shown.map(({ row }) => row.alias)

test.each<[string, Partial<KeysView>, readonly string[]]>([
  ['nothing', {}, ['b', 'a', 'c', 'z']],
  ['a place', { place: 'us-east-1' }, ['b', 'a']],
  ['this computer', { place: 'here' }, ['z']],
  ['a state', { states: ['Disabled'] }, ['b']],
  ['two states', { states: ['Disabled', 'Enabled'] }, ['b', 'a', 'c', 'z']],
  ['a kind', { kinds: ['SIGN_VERIFY'] }, ['c']],
  ['a place and a state', { place: 'us-east-1', states: ['Enabled'] }, ['a']],
  ['an answer that no key gives', { origins: ['EXTERNAL_KEY_STORE'] }, []],
  ['how rotation stands', { rotations: ['cannot'] }, ['b', 'c']],
  ['a search and a kind', { search: 'us-east', kinds: ['symmetric'] }, ['b', 'a']],
])('the list is narrowed by %s', (_what, view, aliases) => {
  expect(names(view)).toEqual(aliases)
})

test('a facet counts what choosing another of its answers would bring', () => {
  const { counts } = narrowed({ states: ['Disabled'] })
  expect(Object.fromEntries(counts.states)).toEqual({ Disabled: 1, Enabled: 3 })
  expect(Object.fromEntries(counts.place)).toEqual({ 'us-east-1': 1 })
})

test('the place chips count over every place, whichever is chosen', () => {
  const { anyPlace, counts } = narrowed({ place: 'us-east-1', states: ['Enabled'] })
  expect(anyPlace).toBe(3)
  expect(Object.fromEntries(counts.place)).toEqual({ 'us-east-1': 1, 'eu-west-1': 1, here: 1 })
})

test('this computer comes first, then Regions by their number of keys', () => {
  expect(placesOf(keys)).toEqual(['here', 'us-east-1', 'eu-west-1'])
})
