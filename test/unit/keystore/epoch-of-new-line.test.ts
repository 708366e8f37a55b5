import { expect, it } from 'vitest'
import { epochOfNewLine } from '../../../src/keystore/epoch-standing.ts'

it.each([new Date(0), new Date('2026-11-23T09:00:00.000Z')])(
  'a copy that is put back begins above a million, from where on the health page tells no number: %s',
  (now) => {
    expect(epochOfNewLine([1], now)).toBeGreaterThanOrEqual(1_000_000)
    expect(epochOfNewLine([1, 5_000_000_000], now)).toBe(5_001_000_000)
  },
)
