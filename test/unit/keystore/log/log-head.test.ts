import { expect, it } from 'vitest'
import { deriveHeadKey, headMac, headMacHolds } from '../../../../src/keystore/log/log-head.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { seededBytes } from '../../../support/seeded-bytes.ts'

const point = {
  storeId: '11111111-2222-4333-8444-555555555555',
  logId: '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f',
  number: 7,
  hash: new Uint8Array(32).fill(3),
}

it('a head is vouched for as that of one store, one log and one entry, and by that store alone', () => {
  const key = deriveHeadKey(Secret.take(seededBytes('store', 1, 32)))
  const mac = headMac(key, point)
  expect(headMacHolds(key, point, mac)).toBe(true)
  for (const other of [
    { ...point, storeId: '11111111-2222-4333-8444-555555555556' },
    { ...point, logId: '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e50' },
    { ...point, number: 8 },
    { ...point, hash: new Uint8Array(32).fill(4) },
  ])
    expect(headMacHolds(key, other, mac)).toBe(false)
  const another = deriveHeadKey(Secret.take(seededBytes('another store', 1, 32)))
  expect(headMacHolds(another, point, mac)).toBe(false)
  expect(headMacHolds(key, point, mac.subarray(0, 31))).toBe(false)
})
