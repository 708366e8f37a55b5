import { describe, expect, it } from 'vitest'
import {
  percentOf,
  scaleOfKey,
  sharedScale,
  yearsOf,
} from '../../../../src/renderer/src/rotation/time-scale.ts'

const now = new Date('2026-11-23T12:00:00Z')

describe('the scale of a timeline', () => {
  it('keeps what is outside of it at its ends', () => {
    const scale = { from: 1000, to: 2000 }
    expect([500, 1000, 1250, 2000, 9000].map((at) => percentOf(scale, at))).toEqual([0, 0, 25, 100, 100])
    expect(percentOf({ from: 5, to: 5 }, 5)).toBe(0)
  })

  it('marks each year where it begins', () => {
    const years = yearsOf(sharedScale(now))
    expect(years.map(({ year }) => year)).toEqual([2024, 2025, 2026, 2027])
    expect(years[0]?.at).toBe(0)
    expect(years.map(({ at }) => at)).toEqual(years.map(({ at }) => at).toSorted((a, b) => a - b))
  })

  it('holds the whole life of a key, its next date and today', () => {
    const begin = Date.parse('2023-03-12T00:00:00Z')
    const next = Date.parse('2027-03-12T00:00:00Z')
    const { from, to } = scaleOfKey(begin, next, now)
    expect(from).toBeLessThan(begin)
    expect(to).toBeGreaterThan(next)
  })

  it('is no shorter than half a year for a key made a minute ago', () => {
    const { from, to } = scaleOfKey(now.getTime() - 60_000, null, now)
    expect(to - from).toBeGreaterThan(180 * 86_400_000)
    expect(to).toBeGreaterThan(now.getTime())
  })
})
