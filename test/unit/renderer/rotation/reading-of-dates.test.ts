import { expect, it } from 'vitest'
import { readingOfDates } from '../../../../src/renderer/src/rotation/reading-of-dates.ts'

it('is counted over all connections', () => {
  const one = { rotationProgress: { done: 40, total: 100 } }
  const other = { rotationProgress: { done: 3, total: 20 } }
  expect(readingOfDates([one, { rotationProgress: null }, other])).toEqual({ done: 43, total: 120 })
})

it('is not shown where none is under way, or none has anything to ask', () => {
  expect(readingOfDates([{ rotationProgress: null }])).toBeNull()
  expect(readingOfDates([{ rotationProgress: { done: 0, total: 0 } }])).toBeNull()
})
