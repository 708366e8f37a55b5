import { describe, expect, it } from 'vitest'
import { keyStanding } from '../../../../src/renderer/src/keys/key-standing.ts'
import { countKinds, keysShown, standingsOf } from '../../../../src/renderer/src/rotation/standings.ts'
import { keyRow } from '../support/rows.ts'

const now = new Date('2026-11-23T12:00:00Z')
const aws = (keyId: string, lastAt: string, more: object = {}) =>
  keyRow({
    ref: { service: 'aws', connectionId: 'c', keyArn: `arn:aws:kms:eu-central-1:111122223333:key/${keyId}` },
    keyId,
    origin: 'AWS_KMS',
    manager: 'CUSTOMER',
    createdAt: '2020-01-01T00:00:00Z',
    rotation: { automatic: false, periodDays: null, nextAt: null, lastAt, materials: 2, onDemand: 1 },
    ...more,
  })
const rows = [
  aws('fine', '2026-11-01T00:00:00Z'),
  aws('due', '2025-12-01T00:00:00Z'),
  aws('late', '2024-01-01T00:00:00Z'),
  aws('signs', '2024-01-01T00:00:00Z', { spec: 'ECC_NIST_P384', usage: 'SIGN_VERIFY' }),
]

const standings = standingsOf(rows, 365, now)
const ids = (shown: Parameters<typeof keysShown>[1]) =>
  keysShown(standings, shown).map(({ row }) => row.keyId)

describe('keys by how they stand', () => {
  it('come with the most urgent first', () => {
    expect(standings.map(({ row }) => row.keyId)).toEqual(['late', 'due', 'fine', 'signs'])
  })

  it('are counted by kind', () => {
    expect(countKinds(standings)).toEqual({ overdue: 1, due: 1, inTime: 1, never: 0, cannot: 1, notKnown: 0 })
  })

  it('are narrowed to those that want a person, to one kind, or not at all', () => {
    expect(ids('needsYou')).toEqual(['late', 'due'])
    expect(ids('cannot')).toEqual(['signs'])
    expect(ids('all')).toHaveLength(4)
  })

  it('follow the policy that the person sets', () => {
    expect(countKinds(standingsOf(rows, 3000, now))).toMatchObject({ overdue: 0, inTime: 3 })
  })
})

it('a key that becomes overdue within the hour does so on the page, in the list and in the rail at once', () => {
  const row = aws('soon', '2025-11-23T12:30:00Z')
  const inList = (minute: number) => keyStanding(row, 365, new Date(Date.UTC(2026, 10, 23, 12, minute)))
  const onPage = (minute: number) =>
    standingsOf([row], 365, new Date(Date.UTC(2026, 10, 23, 12, minute)))[0]?.standing
  expect(inList(10).kind).toBe('due')
  expect(onPage(40)).toEqual(inList(40))
  expect(onPage(70)?.kind).toBe('overdue')
  expect(inList(70)).toEqual(onPage(70))
})
