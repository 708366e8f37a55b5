import { expect, test } from 'vitest'
import { measureStrength } from '../../../../src/renderer/src/lock/measure-strength.ts'
import {
  leastBits,
  strengthLevel,
  strengthLine,
  strengthObstacle,
} from '../../../../src/renderer/src/lock/strength.ts'

test('a passphrase below the floor is not taken, one at the floor is', () => {
  expect(strengthObstacle('abc', { bits: leastBits - 1 })).not.toBeNull()
  expect(strengthObstacle('abc', { bits: leastBits })).toBeNull()
})

test('nothing typed, and what is not measured yet, is not taken', () => {
  expect(strengthObstacle('', null)).not.toBeNull()
  expect(strengthObstacle('river lantern oak seven', null)).not.toBeNull()
})

test('where nothing can be measured only a long one is taken', () => {
  expect(strengthObstacle('short', 'failed')).not.toBeNull()
  expect(strengthObstacle('river lantern oak seven', 'failed')).toBeNull()
})

test('the line says the strength in a word and in bits', () => {
  expect(strengthLine({ bits: 52.3 })).toBe('4 words or more. Strong: about 52 bits.')
  expect(strengthLine(null)).toBe('4 words or more.')
})

test('more bits never read as weaker', () => {
  const levels = Array.from({ length: 120 }, (_, bits) => strengthLevel(bits))
  expect(levels).toEqual(levels.toSorted((a, b) => a - b))
})

test('words that everybody uses are weak, four words by chance are not', () => {
  expect(strengthLevel(measureStrength('password123'))).toBe(0)
  expect(strengthLevel(measureStrength('qwertyuiop'))).toBe(0)
  expect(strengthLevel(measureStrength('river-lantern-oak-seven'))).toBeGreaterThan(0)
})
