import { expect, it } from 'vitest'
import { keptDoors } from '../../../../../src/main/jobs/plan/kept-doors.ts'

const doorOf = (providerInfo: Uint8Array) => ({
  providerId: new TextEncoder().encode('aws-kms'),
  providerInfo,
  ciphertext: new Uint8Array(200),
})

it('keeps copies, so that a header is not held in memory by what is shown of it', () => {
  const header = new Uint8Array(1_000_000).fill(7)
  const [door] = keptDoors([doorOf(header.subarray(10, 130))])
  expect(door?.providerInfo).toStrictEqual(new Uint8Array(120).fill(7))
  expect(door?.providerInfo.buffer.byteLength).toBe(120)
  expect(door?.providerId.buffer.byteLength).toBe(7)
})

it('keeps no wrapped data key', () => {
  expect(Object.keys(keptDoors([doorOf(new Uint8Array(10))])[0] ?? {})).toStrictEqual([
    'providerId',
    'providerInfo',
  ])
})

it('keeps nothing of a name longer than any that a key has', () => {
  expect(keptDoors([doorOf(new Uint8Array(4097))])[0]?.providerInfo).toHaveLength(0)
})
