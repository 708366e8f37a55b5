import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDay, writtenDay } from '../../../../src/renderer/src/format/typed-day.ts'

test.each([
  ['12 Mar 2027', '2027-03-12'],
  ['1 september 2027', '2027-09-01'],
  ['1 Sept 2027', '2027-09-01'],
  ['12.3.2027', '2027-03-12'],
  [' 2027-3-2 ', '2027-03-02'],
])('%s is a day', (text, day) => {
  expect(readDay(text)).toBe(day)
})

test.each(['', '12 Mar', '31 Feb 2027', '12/03/2027', '03/12/2027', '12 M 2027', '2027-13-01', '0.1.2027'])(
  '“%s” is no day, or not one day alone',
  (text) => {
    expect(readDay(text)).toBeNull()
  },
)

test('every day reads back as it is written', () => {
  const days = fc.date({ min: new Date('1970-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (time) => {
      const day = time.toISOString().slice(0, 10)
      expect(readDay(writtenDay(day))).toBe(day)
      expect(readDay(day)).toBe(day)
    }),
  )
})

test('any text is a day or none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readDay(text) ?? '2027-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }),
  )
})
