import { describe, expect, test } from 'vitest'
import { bytes, exactBytes, frameBytes, rate } from '../../../../src/renderer/src/format/bytes.ts'

describe('sizes', () => {
  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [18_204, '18 kB'],
    [999_499, '999 kB'],
    [4_213_554, '4.2 MB'],
    [2_104_533_196, '2.1 GB'],
    [5_000_000_000_000, '5.0 TB'],
  ])('%i bytes read %s', (size, words) => {
    expect(bytes(size)).toBe(words)
  })

  test('a size that would round up to 1000 goes to the next unit', () => {
    expect(bytes(999_600)).toBe('1.0 MB')
    expect(bytes(999_960_000)).toBe('1.0 GB')
  })

  test('the exact size has separators', () => {
    expect(exactBytes(2_104_533_196)).toBe('2,104,533,196 bytes')
    expect(exactBytes(1)).toBe('1 byte')
  })
})

test('a rate in MB has no decimals, one in GB has', () => {
  expect(rate(110_200_000)).toBe('110 MB/s')
  expect(rate(1_310_000_000)).toBe('1.3 GB/s')
  expect(rate(640_400)).toBe('640 kB/s')
})

test('frame lengths are powers of 1024 where they are ones', () => {
  expect(frameBytes(1_048_576)).toBe('1 MiB')
  expect(frameBytes(8192)).toBe('8 KiB')
  expect(frameBytes(1000)).toBe('1,000 bytes')
})
