import { expect, test } from 'vitest'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { keyStanding } from '../../../../src/renderer/src/keys/key-standing.ts'
import { type KeysSort, sortKeys } from '../../../../src/renderer/src/keys/sort-keys.ts'
import { awsKey, keyRow } from '../support/rows.ts'

const now = new Date('2026-11-23T12:00:00.000Z')
const rotation = (lastAt: string): KeyRow['rotation'] => ({
  automatic: false,
  periodDays: null,
  nextAt: null,
  lastAt,
  materials: 2,
  onDemand: 1,
})

const rows = [
  awsKey('beta', 'us-east-1', {
    createdAt: '2024-01-01T00:00:00.000Z',
    rotation: rotation('2026-11-01T00:00:00.000Z'),
  }),
  awsKey('Alpha', 'us-east-1', {
    createdAt: '2025-01-01T00:00:00.000Z',
    rotation: rotation('2025-01-01T00:00:00.000Z'),
  }),
  awsKey('gone', 'us-east-1', { state: 'PendingDeletion', createdAt: null }),
  keyRow({ alias: 'local', createdAt: '2026-01-01T00:00:00.000Z' }),
]
const files = new Map([
  ['beta', 7],
  ['local', 40],
])

const order = (sort: KeysSort, descending = false) =>
  sortKeys(
    rows.map((row) => ({ row, standing: keyStanding(row, 365, now) })),
    { sort, descending },
    (row) => files.get(row.alias ?? '') ?? 0,
  ).map(({ row }) => row.alias)

test('by name: this computer before AWS, capitals and small letters alike', () => {
  expect(order('name')).toEqual(['local', 'Alpha', 'beta', 'gone'])
  expect(order('name', true)).toEqual(['gone', 'beta', 'Alpha', 'local'])
})

test('a key without a name comes after those that have one', () => {
  const unnamed = awsKey('x', 'us-east-1', { alias: null, keyId: '0000' })
  const sorted = sortKeys(
    [unnamed, ...rows].map((row) => ({ row, standing: keyStanding(row, 365, now) })),
    { sort: 'name', descending: false },
    () => 0,
  )
  expect(sorted.at(-1)?.row.keyId).toBe('0000')
})

test('by date of making, where it is not told last', () => {
  expect(order('created')).toEqual(['beta', 'Alpha', 'local', 'gone'])
})

test('by state: what needs somebody comes first', () => {
  expect(order('state')[0]).toBe('gone')
})

test('by rotation: the most urgent comes first, what cannot rotate last', () => {
  expect(order('rotation')[0]).toBe('Alpha')
  expect(order('rotation').at(-1)).toBe('gone')
})

test('by files, the most first, and equal ones by name in either direction', () => {
  expect(order('files', true)).toEqual(['local', 'beta', 'Alpha', 'gone'])
  expect(order('files')).toEqual(['Alpha', 'gone', 'beta', 'local'])
})
