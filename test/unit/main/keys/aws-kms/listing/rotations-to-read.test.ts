import { expect, it } from 'vitest'
import {
  freshFor,
  rotationsToRead,
} from '../../../../../../src/main/keys/aws-kms/listing/rotations-to-read.ts'
import type { KeyRow } from '../../../../../../src/shared/model/key.ts'
import { arnOf, kmsRow } from '../../../../../support/kms-rows.ts'

const now = Date.UTC(2026, 10, 23, 12)
const minute = 60_000
const before = (milliseconds: number): string => new Date(now - milliseconds).toISOString()

const dated = (id: string, change: Partial<NonNullable<KeyRow['rotation']>> = {}): KeyRow =>
  kmsRow(id, {
    rotation: {
      automatic: true,
      periodDays: 365,
      nextAt: null,
      lastAt: null,
      materials: 1,
      onDemand: 0,
      ...change,
    },
  })

const wanted = (
  rows: readonly KeyRow[],
  readAt: Readonly<Record<string, string>> = {},
  first: readonly string[] = [],
): readonly string[] =>
  rotationsToRead({
    rows,
    readAt: new Map(Object.entries(readAt).map(([id, at]) => [arnOf(id), at])),
    first: new Set(first.map(arnOf)),
    now: () => new Date(now),
  }).map(({ keyId }) => keyId)

it('leaves out what was read these last hours', () => {
  const rows = [dated('fresh'), dated('old'), dated('never')]
  expect(wanted(rows, { fresh: before(freshFor - minute), old: before(freshFor + minute) })).toEqual([
    'old',
    'never',
  ])
})

it('takes keys with known files first, then those without a known date', () => {
  const rows = [dated('known'), kmsRow('unknown'), dated('used and known'), kmsRow('used')]
  expect(wanted(rows, {}, ['used and known', 'used'])).toEqual(['used', 'used and known', 'unknown', 'known'])
})

it('reads a fresh key again once its material changed', () => {
  expect(wanted([kmsRow('rotated since')], { 'rotated since': before(minute) })).toEqual(['rotated since'])
})

it('reads a fresh key again once its next rotation was to be', () => {
  const due = dated('due', { nextAt: before(minute) })
  const later = dated('later', { nextAt: before(-minute) })
  expect(wanted([due, later], { due: before(2 * minute), later: before(2 * minute) })).toEqual(['due'])
})

it('leaves a fresh key alone whose status is denied', () => {
  expect(wanted([kmsRow('denied', { rotation: null })], { denied: before(minute) })).toEqual([])
})

it('does not trust a reading from the future, nor a date that is none', () => {
  expect(wanted([dated('future'), dated('none')], { future: before(-minute), none: 'x' })).toEqual([
    'future',
    'none',
  ])
})
