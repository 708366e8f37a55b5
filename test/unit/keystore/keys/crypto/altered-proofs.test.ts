import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { encodePss, pssHolds } from '../../../../../src/keystore/keys/crypto/pss-encoding.ts'
import { KeyBench } from '../../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

it('the beginning of a code is not the code', async () => {
  const { keyId } = await keys.newKey({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })
  const asked = { keyId, message: Buffer.from('message'), algorithm: 'HMAC_SHA_256' }
  const { mac } = await keys.op('generateMac', asked)
  await expect(keys.op('verifyMac', { ...asked, mac })).resolves.toEqual({ keyId })
  for (const other of [mac.subarray(0, 1), mac.subarray(0, 31), Buffer.concat([mac, Buffer.alloc(1)])])
    expect((await keys.refusal('verifyMac', { ...asked, mac: Uint8Array.from(other) })).code).toBe(
      'KEY_MAC_INVALID',
    )
})

it('an encoding of PSS that is another in any bit is none, what the hash does not cover included', () => {
  const digest = createHash('sha256').update(randomBytes(8)).digest()
  const encoded = encodePss('sha256', digest, 256)
  expect(pssHolds('sha256', digest, encoded)).toBe(true)
  for (let bit = 0; bit < encoded.length * 8; bit += 1) {
    const at = bit >> 3
    const other = encoded.with(at, (encoded[at] ?? 0) ^ (1 << (bit & 7)))
    expect(pssHolds('sha256', digest, other)).toBe(false)
  }
})
