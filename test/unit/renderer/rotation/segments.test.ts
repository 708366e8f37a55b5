import { array, assert, constant, date, oneof, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segmentsOf } from '../../../../src/renderer/src/rotation/segments.ts'

const now = new Date('2026-11-23T12:00:00Z')
const until = Date.parse('2027-06-01T00:00:00Z')
const material = (id: string, from: string | null, more: object = {}) => ({
  id,
  from,
  current: false,
  pending: false,
  ...more,
})
const createdAt = '2023-03-12T00:00:00Z'
const base = { createdAt, nextAt: null, now, until }

describe('the pieces of a timeline', () => {
  it('are one for a key that was never rotated, from its creation to today', () => {
    const materials = [material('a', null, { current: true })]
    expect(segmentsOf({ ...base, materials })).toEqual([
      { number: 1, from: Date.parse(createdAt), to: now.getTime(), kind: 'now' },
    ])
  })

  it('reach from each rotation to the next one', () => {
    const materials = [material('a', null), material('b', '2024-03-12T00:00:00Z', { current: true })]
    expect(segmentsOf({ ...base, materials }).map(({ from, to, kind }) => [from, to, kind])).toEqual([
      [Date.parse(createdAt), Date.parse('2024-03-12T00:00:00Z'), 'old'],
      [Date.parse('2024-03-12T00:00:00Z'), now.getTime(), 'now'],
    ])
  })

  it('show what a date to come begins, and nothing for a date that has passed', () => {
    const materials = [material('a', null, { current: true })]
    const next = segmentsOf({ ...base, materials, nextAt: '2027-03-12T00:00:00Z' }).at(-1)
    expect(next).toEqual({ number: 2, from: Date.parse('2027-03-12T00:00:00Z'), to: until, kind: 'next' })
    expect(segmentsOf({ ...base, materials, nextAt: '2026-03-12T00:00:00Z' })).toHaveLength(1)
  })

  it('leave out material that waits, and material whose date nobody knows', () => {
    const materials = [
      material('a', null),
      material('b', null),
      material('c', '2025-01-01T00:00:00Z', { current: true }),
      material('d', null, { pending: true }),
    ]
    expect(segmentsOf({ ...base, materials }).map(({ number }) => number)).toEqual([1, 3])
    expect(segmentsOf({ ...base, createdAt: null, materials }).map(({ number }) => number)).toEqual([3])
  })

  it('never run backwards, whatever dates a service tells', () => {
    const when = oneof(
      constant(null),
      date({ noInvalidDate: true }).map((at) => at.toISOString()),
    )
    assert(
      property(array(when, { maxLength: 6 }), when, when, (dates, created, nextAt) => {
        const materials = dates.map((from, index) =>
          material(String(index), from, { current: index === dates.length - 1 }),
        )
        const pieces = segmentsOf({ materials, createdAt: created, nextAt, now, until })
        for (const { from, to } of pieces) expect(to).toBeGreaterThanOrEqual(from)
      }),
    )
  })
})
