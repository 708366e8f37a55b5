import { describe, expect, test } from 'vitest'
import { percent, seconds, timeLeft } from '../../../../src/renderer/src/format/times.ts'

test.each([
  [0, '0.1 s'],
  [0.34, '0.3 s'],
  [9.94, '9.9 s'],
  [9.96, '10 s'],
  [59.4, '59 s'],
  [60, '1 min'],
  [185, '3 min 5 s'],
  [4320, '1 h 12 min'],
])('%d seconds took %s', (value, words) => {
  expect(seconds(value)).toBe(words)
})

test.each([
  [0, '1 s left'],
  [6.2, '7 s left'],
  [61, '2 min left'],
  [3600, '1 h left'],
  [3890, '1 h 5 min left'],
])('%d seconds to go read %s', (value, words) => {
  expect(timeLeft(value)).toBe(words)
})

describe('percentages', () => {
  test('100 is said only when all is done', () => {
    expect(percent(999_999, 1_000_000)).toBe(99)
    expect(percent(1_000_000, 1_000_000)).toBe(100)
  })

  test('an empty whole is at 0, not at nothing', () => {
    expect(percent(0, 0)).toBe(0)
  })
})
