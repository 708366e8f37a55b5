import { expect, test } from 'vitest'
import { timeUntil } from '../../../../src/renderer/src/format/time-until.ts'

const now = new Date('2026-11-23T10:00:00.000Z')
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString()

test.each([
  [380, 'in 6 h 20 min'],
  [120, 'in 2 h'],
  [59, 'in 59 min'],
  [0.5, 'in less than a minute'],
  [-5, 'in less than a minute'],
  [3 * 24 * 60, 'in 3 days'],
])('%s minutes: %s', (minutes, text) => {
  expect(timeUntil(after(minutes), now)).toBe(text)
})
