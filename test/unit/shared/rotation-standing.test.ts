import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeyRotation, KeyRow } from '../../../src/shared/model/key.ts'
import { rotationStanding, urgencyOf } from '../../../src/shared/rotation-standing.ts'
import { awsKeyRow } from '../main/catalog/key-rows.ts'

const now = new Date('2026-11-23T12:00:00.000Z')
const daysFromNow = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString()

const rotation = (change: Partial<KeyRotation> = {}): KeyRotation => ({
  automatic: false,
  periodDays: null,
  nextAt: null,
  lastAt: null,
  materials: 1,
  onDemand: 0,
  ...change,
})
const automatic = (nextAt: string | null, change: Partial<KeyRotation> = {}): KeyRotation =>
  rotation({ automatic: true, periodDays: 365, nextAt, materials: null, onDemand: null, ...change })

const standing = (change: Partial<KeyRow>, policyDays = 365, at = now) =>
  rotationStanding(awsKeyRow(1, { readAt: now.toISOString(), ...change }), { policyDays, now: at })

describe('a key that rotates by itself', () => {
  it.each([
    [0, { kind: 'overdue', since: daysFromNow(0), days: 0 }],
    [0.5, { kind: 'due', at: daysFromNow(0.5), days: 1 }],
    [9, { kind: 'due', at: daysFromNow(9), days: 9 }],
    [30, { kind: 'due', at: daysFromNow(30), days: 30 }],
    [31, { kind: 'inTime', next: daysFromNow(31) }],
    [-3, { kind: 'overdue', since: daysFromNow(-3), days: 3 }],
  ])('whose next date is in %d days', (days, expected) => {
    expect(standing({ rotation: automatic(daysFromNow(days)) })).toEqual(expected)
  })

  it('is due now, not overdue, where it was last read before its date', () => {
    const row = { rotation: automatic(daysFromNow(-3)), readAt: daysFromNow(-10) }
    expect(standing(row)).toEqual({ kind: 'due', at: daysFromNow(-3), days: 0 })
  })

  it('is overdue where its material is older than the policy allows, whatever its period', () => {
    const slow = automatic(daysFromNow(500), { periodDays: 730, lastAt: daysFromNow(-230), materials: 2 })
    expect(standing({ rotation: slow }, 200)).toEqual({ kind: 'overdue', since: daysFromNow(-30), days: 30 })
    expect(standing({ rotation: slow }, 365)).toEqual({ kind: 'inTime', next: daysFromNow(135) })
  })

  it('counts the period that runs as the age of its material where rotations were not read', () => {
    const row = { rotation: automatic(daysFromNow(200)), createdAt: daysFromNow(-2000) }
    expect(standing(row)).toEqual({ kind: 'inTime', next: daysFromNow(200) })
  })

  it('goes by the next date alone where neither rotations nor the period are known', () => {
    const row = { rotation: automatic(daysFromNow(200), { periodDays: null }), createdAt: daysFromNow(-2000) }
    expect(standing(row)).toEqual({ kind: 'inTime', next: daysFromNow(200) })
    expect(standing({ ...row, rotation: automatic(daysFromNow(9), { periodDays: null }) })).toMatchObject({
      kind: 'due',
      days: 9,
    })
  })

  it('is in time with its first material too: it will rotate', () => {
    const first = automatic(daysFromNow(200), { materials: 1 })
    expect(standing({ rotation: first, createdAt: daysFromNow(-100) })).toMatchObject({ kind: 'inTime' })
  })

  it('is not known where the next date is missing and nothing else tells', () => {
    expect(standing({ rotation: automatic(null), createdAt: null })).toEqual({ kind: 'notKnown' })
  })
})

describe('a key that rotates by hand alone', () => {
  it.each([
    [-366, { kind: 'overdue', since: daysFromNow(-1), days: 1 }],
    [-340, { kind: 'due', at: daysFromNow(25), days: 25 }],
    [-10, { kind: 'inTime', next: daysFromNow(355) }],
  ])('and was last rotated %i days from now', (days, expected) => {
    expect(standing({ rotation: rotation({ lastAt: daysFromNow(days), materials: 2 }) })).toEqual(expected)
  })

  it('is overdue by the policy though nobody looked since: nothing happens by itself', () => {
    const row = { rotation: rotation({ lastAt: daysFromNow(-366), materials: 2 }), readAt: daysFromNow(-10) }
    expect(standing(row)).toEqual({ kind: 'overdue', since: daysFromNow(-1), days: 1 })
  })

  it('and never was: overdue once the policy has run from its creation, and until then never', () => {
    expect(standing({ rotation: rotation(), createdAt: daysFromNow(-400) })).toMatchObject({
      kind: 'overdue',
      days: 35,
    })
    expect(standing({ rotation: rotation(), createdAt: daysFromNow(-10) })).toEqual({
      kind: 'never',
      at: daysFromNow(355),
    })
  })

  it('holds imported material to the same policy', () => {
    const row = { origin: 'EXTERNAL', rotation: rotation(), createdAt: daysFromNow(-366) }
    expect(standing(row)).toMatchObject({ kind: 'overdue', days: 1 })
  })

  it('is not known where its rotations were not read, unless it is too young to be due', () => {
    const unread = rotation({ materials: null, onDemand: null })
    expect(standing({ rotation: unread, createdAt: daysFromNow(-400) })).toEqual({ kind: 'notKnown' })
    expect(standing({ rotation: unread, createdAt: daysFromNow(-10) })).toEqual({
      kind: 'inTime',
      next: daysFromNow(355),
    })
  })
})

describe('a key that does not rotate', () => {
  it.each<[string, Partial<KeyRow>]>([
    ['awsManaged', { manager: 'AWS' }],
    ['asymmetric', { spec: 'RSA_2048' }],
    ['hmac', { spec: 'HMAC_256' }],
    ['customKeyStore', { origin: 'AWS_CLOUDHSM' }],
    ['replica', { multiRegionRole: 'REPLICA' }],
    ['disabled', { state: 'Disabled' }],
    ['pendingDeletion', { state: 'PendingDeletion' }],
    ['pendingImport', { state: 'PendingImport', origin: 'EXTERNAL' }],
  ])('says why: %s', (reason, change) => {
    const late = { createdAt: daysFromNow(-4000), rotation: rotation() }
    expect(standing({ ...late, ...change })).toMatchObject({ kind: 'cannot' })
    if (reason !== 'pendingImport')
      expect(standing({ ...late, ...change })).toEqual({ kind: 'cannot', reason })
  })

  it.each<[string, Partial<KeyRow>]>([
    ['what it is was denied', { spec: null, manager: null, state: null }],
    ['its status was denied', { rotation: null }],
    ['its dates make no sense', { rotation: rotation(), createdAt: 'soon' }],
  ])('or is not known where %s', (_what, change) => {
    expect(standing(change)).toEqual({ kind: 'notKnown' })
  })
})

it('a key on this computer counts from its creation', () => {
  const local: Partial<KeyRow> = {
    ref: { service: 'local', keyId: 'k' },
    arn: null,
    region: null,
    manager: 'CUSTOMER',
    origin: 'AWS_KMS',
    rotation: { automatic: false, periodDays: null, nextAt: null, lastAt: null, materials: 1, onDemand: 0 },
  }
  expect(standing({ ...local, createdAt: daysFromNow(-368) })).toMatchObject({ kind: 'overdue', days: 3 })
  expect(standing({ ...local, state: 'Disabled' })).toEqual({ kind: 'cannot', reason: 'disabled' })
})

describe('whatever the clock says', () => {
  const dates = fc.option(
    fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.constantFrom('', 'never', '0000-00-00'),
    ),
  )

  it('no number of days is negative or no number, and every date is one', () => {
    fc.assert(
      fc.property(
        fc.record({ createdAt: dates, nextAt: dates, lastAt: dates, readAt: dates }),
        fc.date(),
        fc.boolean(),
        fc.option(fc.integer({ min: 1, max: 9 })),
        (row, clock, isAutomatic, materials) => {
          const { nextAt, lastAt } = row
          const told = standing(
            {
              createdAt: row.createdAt,
              readAt: row.readAt ?? '',
              rotation: rotation({ automatic: isAutomatic, periodDays: 365, nextAt, lastAt, materials }),
            },
            365,
            clock,
          )
          if ('days' in told) expect(told.days).toBeGreaterThanOrEqual(0)
          if (told.kind === 'due') expect(told.days).toBeLessThanOrEqual(30)
          expect(urgencyOf(told)).not.toBeNaN()
        },
      ),
    )
  })

  it('a clock that was set back makes nothing overdue', () => {
    const row = { rotation: automatic(daysFromNow(100), { lastAt: daysFromNow(-265), materials: 2 }) }
    expect(standing(row, 365, new Date('2020-01-01T00:00:00Z'))).toMatchObject({ kind: 'inTime' })
  })
})

it('what wants a person comes first', () => {
  const inOrder = [
    standing({ rotation: automatic(daysFromNow(-70)) }),
    standing({ rotation: automatic(daysFromNow(-3)) }),
    standing({ rotation: automatic(daysFromNow(9)) }),
    standing({ rotation: automatic(daysFromNow(21)) }),
    standing({ rotation: rotation(), createdAt: daysFromNow(-10) }),
    standing({ rotation: null }),
    standing({ rotation: automatic(daysFromNow(40)) }),
    standing({ state: 'Disabled' }),
  ]
  expect(inOrder.toReversed().toSorted((a, b) => urgencyOf(a) - urgencyOf(b))).toEqual(inOrder)
})
