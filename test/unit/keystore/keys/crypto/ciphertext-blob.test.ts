import * as fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  blobOverhead,
  openBlob,
  parseBlob,
  sealBlob,
} from '../../../../../src/keystore/keys/crypto/ciphertext-blob.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'

const keyId = '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'
const materialId = 'ab'.repeat(32)
const material = Secret.random(32)
const pairs = fc.dictionary(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  fc.string({ unit: 'grapheme' }),
  { maxKeys: 5 },
)
const seal = (plaintext: Uint8Array, context: ReadonlyMap<string, string>) =>
  sealBlob(plaintext, { keyId, materialId, material, context }, randomBytes)
const opened = (blob: Uint8Array, context: ReadonlyMap<string, string>) => {
  const parsed = parseBlob(blob)
  return parsed && openBlob(parsed, { material, context })?.use((bytes) => Buffer.from(bytes))
}

describe('a ciphertext blob', () => {
  it('opens to what was sealed, whatever the order of its context', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), pairs, (plaintext, context) => {
        const blob = seal(plaintext, new Map(Object.entries(context)))
        expect(blob).toHaveLength(plaintext.length + blobOverhead)
        const turned = new Map(Object.entries(context).toReversed())
        expect(opened(blob, turned)).toEqual(Buffer.from(plaintext))
      }),
    )
  })

  it('names its key and its material', () => {
    expect(parseBlob(seal(new Uint8Array(3), new Map()))).toMatchObject({ keyId, materialId })
  })

  it('opens with no bit of it changed', () => {
    const blob = seal(new Uint8Array(5).fill(7), new Map([['a', '1']]))
    for (let at = 0; at < blob.length; at += 1) {
      const changed = blob.with(at, (blob[at] ?? 0) ^ 1)
      expect(opened(changed, new Map([['a', '1']])) ?? null).toBeNull()
    }
  })

  it.each<[string, Record<string, string>]>([
    ['another value', { a: '2' }],
    ['another case', { A: '1' }],
    ['one pair more', { a: '1', b: '' }],
    ['none', {}],
  ])('opens with its own context and not with %s', (_what, other) => {
    const blob = seal(new Uint8Array(5), new Map([['a', '1']]))
    expect(opened(blob, new Map(Object.entries(other))) ?? null).toBeNull()
  })

  it('is told from any other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        fc.pre(bytes[0] !== 0x4b || bytes[1] !== 0x48)
        expect(parseBlob(bytes)).toBeNull()
      }),
    )
    const blob = seal(new Uint8Array(0), new Map())
    for (let length = 0; length < blob.length; length += 1)
      expect(parseBlob(blob.subarray(0, length))).toBeNull()
  })
})
