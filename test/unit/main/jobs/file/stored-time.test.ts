import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modifiedPair, storedTimeOf, withStoredTime } from '../../../../../src/main/jobs/file/stored-time.ts'

const stored = (text: string) => storedTimeOf(new Map([[modifiedPair, text]]))

describe('a stored modification time', () => {
  it('F-88 is UTC with nanoseconds', () => {
    const context = withStoredTime(new Map([['team', 'media']]), 1_795_434_300_123_456_789n)
    expect([...context]).toEqual([
      ['team', 'media'],
      ['keyhold:modified', '2026-11-23T11:45:00.123456789Z'],
    ])
  })

  it('F-88 comes back to the nanosecond, before 1970 too', () => {
    const earliest = BigInt(Date.parse('0000-01-01T00:00:00Z')) * 1_000_000n
    const latest = BigInt(Date.parse('9999-12-31T23:59:59Z')) * 1_000_000n + 999_999_999n
    fc.assert(
      fc.property(fc.bigInt({ min: earliest, max: latest }), (ns) => {
        expect(storedTimeOf(withStoredTime(new Map(), ns))).toBe(ns)
      }),
    )
    for (const ns of [earliest, latest, 0n, -1n]) expect(storedTimeOf(withStoredTime(new Map(), ns))).toBe(ns)
  })

  it('is left out where it lies outside the years that the form can say', () => {
    for (const ns of [2n ** 62n * 1000n, -(2n ** 62n) * 1000n]) {
      expect(withStoredTime(new Map(), ns).size).toBe(0)
    }
  })

  it.each([
    ['nothing', ''],
    ['milliseconds alone', '2026-11-23T11:45:00.123Z'],
    ['another zone', '2026-11-23T11:45:00.123456789+01:00'],
    ['a day that is none', '2026-02-30T11:45:00.123456789Z'],
    ['an hour that is none', '2026-02-03T25:45:00.123456789Z'],
    ['more behind it', '2026-11-23T11:45:00.123456789Z '],
  ])('F-88 is not taken from %s', (_what, text) => {
    expect(stored(text)).toBe(null)
  })

  it('is none where no pair has it', () => {
    expect(storedTimeOf(new Map())).toBe(null)
  })
})
