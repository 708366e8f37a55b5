import { describe, expect, test } from 'vitest'
import { age, ago, dateSince, dayName, moment, until } from '../../../../src/renderer/src/format/dates.ts'

// Local time on purpose: "today" is a matter of the clock on the wall.
const now = new Date(2026, 10, 23, 10, 41)
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString()

describe('how long ago', () => {
  test.each([
    [at(2026, 10, 23, 10, 41), 'just now'],
    [at(2026, 10, 23, 10, 39), '2 min ago'],
    [at(2026, 10, 23, 7, 41), '3 h ago'],
    [at(2026, 10, 22, 23, 59), 'yesterday'],
    [at(2026, 10, 18, 10, 0), '5 days ago'],
    [at(2026, 2, 12, 9, 14), '12 Mar 2026'],
  ])('%s', (iso, words) => {
    expect(ago(iso, now)).toBe(words)
  })

  test('an hour before midnight is hours ago, not yesterday, on the same day', () => {
    expect(ago(at(2026, 10, 23, 0, 10), now)).toBe('10 h ago')
  })
})

test('days are named as people do', () => {
  expect(dayName(at(2026, 10, 23, 0, 1), now)).toBe('Today')
  expect(dayName(at(2026, 10, 22, 23, 59), now)).toBe('Yesterday')
  expect(dayName(at(2026, 10, 21, 12, 0), now)).toBe('21 Nov 2026')
})

test('a moment stands inside a sentence', () => {
  expect(moment(at(2026, 10, 23, 10, 38), now)).toBe('today at 10:38')
  expect(moment(at(2026, 2, 12, 9, 14), now)).toBe('12 Mar 2026 at 09:14')
})

test('a date to come counts calendar days', () => {
  expect(until(at(2026, 10, 29, 1, 0), now)).toBe('in 6 days')
  expect(until(at(2026, 10, 24, 23, 0), now)).toBe('tomorrow')
  expect(until(at(2026, 10, 22, 1, 0), now)).toBe('today')
})

describe('how old', () => {
  test.each([
    [at(2026, 10, 23, 8, 0), 'today'],
    [at(2026, 10, 22, 23, 0), '1 day ago'],
    [at(2026, 10, 11, 8, 0), '12 days ago'],
    [at(2026, 5, 20, 8, 0), '5 months ago'],
    [at(2025, 0, 2, 8, 0), '22 months ago'],
    [at(2023, 2, 12, 8, 0), '3 years ago'],
  ])('%s is %s', (iso, words) => {
    expect(age(iso, now)).toBe(words)
  })

  test('a date of this year needs no year, an older one no day', () => {
    expect(dateSince(at(2026, 8, 4, 8, 0), 80)).toBe('4 Sept')
    expect(dateSince(at(2024, 8, 4, 8, 0), 810)).toBe('Sept 2024')
  })
})
