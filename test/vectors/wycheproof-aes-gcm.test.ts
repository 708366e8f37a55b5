import { createSecretKey } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { seal, unseal } from '../../src/keystore/hierarchy/sealed.ts'
import { unwrapWithAes, wrapWithAes } from '../../src/main/keyrings/raw-aes/wrap-with-aes.ts'
import { openGcm, sealGcm } from '../../src/main/message/aes-gcm.ts'
import { suiteOf } from '../../src/main/message/algorithm-suite.ts'
import { makeHeaderTag, verifyHeaderTag } from '../../src/main/message/header-tag.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { hex, judgedWrongly, readVectors, wycheproof } from './support/wycheproof.ts'

const size = z.number()
const group = { ivSize: size, keySize: size, tagSize: size }
const all = readVectors('aes_gcm', group, { key: hex, iv: hex, aad: hex, msg: hex, ct: hex, tag: hex })
const ours = all.filter(({ ivSize, tagSize }) => ivSize === 96 && tagSize === 128)
const noContext = new Map<string, string>()
type AesVector = (typeof ours)[number]

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b)
const secretOf = (bytes: Uint8Array): Secret => Secret.take(Uint8Array.from(bytes))
const sealedOf = ({ ct, tag }: AesVector): Uint8Array => Uint8Array.from(Buffer.concat([ct, tag]))
const valid = (vectors: readonly AesVector[]): readonly AesVector[] =>
  vectors.filter(({ result }) => result === 'valid')
const useOf = ({ keySize, key, iv, aad }: AesVector) => ({
  cipher: `aes-${keySize as 128 | 192 | 256}-gcm` as const,
  key,
  iv,
  aad,
})
/** A header under the NO_KDF suite of this key size: its tag is bare AES-GCM over no plaintext. */
const headerOf = ({ keySize, key, aad }: AesVector) => ({
  suite: suiteOf(keySize === 128 ? '0014' : keySize === 192 ? '0046' : '0078'),
  frameKey: createSecretKey(key),
  headerBody: aad,
  required: noContext,
})

// Each takes a vector through one pair of our functions.
const opens = (vector: AesVector): boolean => {
  const plaintext = openGcm(useOf(vector), { ciphertext: vector.ct, tag: vector.tag })
  return plaintext !== null && same(plaintext, vector.msg)
}
const seals = (vector: AesVector): boolean => {
  const { ciphertext, tag } = sealGcm(useOf(vector), vector.msg)
  return same(ciphertext, vector.ct) && same(tag, vector.tag)
}
const unwraps = (vector: AesVector): boolean => {
  const wrapped = { iv: vector.iv, ciphertext: sealedOf(vector), context: noContext }
  const dataKey = unwrapWithAes({ wrappingKey: secretOf(vector.key), ...wrapped })
  return dataKey.use((bytes) => same(bytes, vector.msg))
}
const wraps = (vector: AesVector): boolean => {
  const [wrappingKey, dataKey] = [secretOf(vector.key), secretOf(vector.msg)]
  const made = wrapWithAes({ wrappingKey, dataKey, context: noContext, random: () => vector.iv })
  return same(made.ciphertext, sealedOf(vector))
}
const authenticates = (vector: AesVector): boolean => {
  verifyHeaderTag({ tagIv: vector.iv, tag: vector.tag }, headerOf(vector))
  return true
}
const unseals = (vector: AesVector): boolean => {
  const sealed = { iv: vector.iv, sealed: sealedOf(vector) }
  const opened = unseal(sealed, { under: secretOf(vector.key), aad: vector.aad })
  return opened !== undefined && opened.use((bytes) => same(bytes, vector.msg))
}
const sealsForStore = (vector: AesVector): boolean => {
  const request = { under: secretOf(vector.key), aad: vector.aad }
  return same(seal(secretOf(vector.msg), request, () => Buffer.from(vector.iv)).sealed, sealedOf(vector))
}

describe('Wycheproof AES-GCM through our own functions', () => {
  beforeEach(({ skip }) => skip(!wycheproof.present, wycheproof.reason))

  it('F-79 is there in all three key sizes', () => {
    expect(new Set(ours.map(({ keySize }) => keySize))).toEqual(new Set([128, 192, 256]))
  })

  it('F-79 opens and seals as frames are opened and sealed', () => {
    expect(judgedWrongly(ours, opens)).toEqual([])
    expect(judgedWrongly(valid(ours), seals)).toEqual([])
  })

  it('F-79 unwraps and wraps data keys, where there is no encryption context', () => {
    const bare = ours.filter(({ aad }) => aad.length === 0)
    expect(bare.length).toBeGreaterThan(0)
    expect(judgedWrongly(bare, unwraps)).toEqual([])
    expect(judgedWrongly(valid(bare), wraps)).toEqual([])
  })

  it('F-79 refuses to unwrap under an IV of another size', () => {
    const others = all
      .filter(({ ivSize }) => ivSize !== 96)
      .map((one) => ({ ...one, result: 'invalid' as const }))
    expect(others.length).toBeGreaterThan(0)
    expect(judgedWrongly(others, unwraps)).toEqual([])
  })

  it('F-79 authenticates headers, where there is no plaintext', () => {
    const empty = ours.filter(({ msg }) => msg.length === 0)
    expect(empty.length).toBeGreaterThan(0)
    expect(judgedWrongly(empty, authenticates)).toEqual([])
    for (const vector of valid(empty).filter(({ iv }) => iv.every((byte) => byte === 0))) {
      expect(same(makeHeaderTag(headerOf(vector)), vector.tag)).toBe(true)
    }
  })

  it('F-79 seals and opens what the keystore keeps', () => {
    const strong = ours.filter(({ keySize }) => keySize === 256)
    expect(judgedWrongly(strong, unseals)).toEqual([])
    expect(judgedWrongly(valid(strong), sealsForStore)).toEqual([])
  })
})
