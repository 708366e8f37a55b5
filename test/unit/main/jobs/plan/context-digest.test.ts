import { describe, expect, it } from 'vitest'
import { contextDigest } from '../../../../../src/main/jobs/plan/context-digest.ts'

const digest = (pairs: Record<string, string>) => contextDigest(new Map(Object.entries(pairs)))

describe('the digest of the pairs that a new message takes over', () => {
  it('is equal for equal pairs in any order, and for no others', () => {
    expect(digest({ a: '1', b: '2' })).toBe(digest({ b: '2', a: '1' }))
    const all = [
      digest({}),
      digest({ a: '1' }),
      digest({ a: '2' }),
      digest({ a: '1', b: '' }),
      digest({ a1: '' }),
    ]
    expect(new Set(all).size).toBe(all.length)
  })

  it('leaves out the public key of a signed message, which the new one does not take', () => {
    expect(digest({ a: '1', 'aws-crypto-public-key': 'x' })).toBe(digest({ a: '1' }))
  })
})
