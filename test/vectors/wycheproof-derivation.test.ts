import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { deriveSecret } from '../../src/keystore/hierarchy/derive.ts'
import { isSameMac, startMac } from '../../src/keystore/hierarchy/mac.ts'
import { hkdf } from '../../src/main/message/hkdf.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { hex, judgedWrongly, readVectors, wycheproof } from './support/wycheproof.ts'

const secretOf = (bytes: Uint8Array): Secret => Secret.take(Uint8Array.from(bytes))
const derivations = (hash: string) =>
  readVectors(`hkdf_${hash}`, {}, { ikm: hex, salt: hex, info: hex, size: z.number(), okm: hex })

describe('Wycheproof HKDF through our own derivation', () => {
  beforeEach(({ skip }) => skip(!wycheproof.present, wycheproof.reason))

  it.each(['sha256', 'sha384', 'sha512'] as const)('F-80 holds for %s', (hash) => {
    const vectors = derivations(hash)
    expect(vectors.length).toBeGreaterThan(0)
    const wrong = judgedWrongly(vectors, ({ ikm, salt, info, size, okm }) =>
      Buffer.from(hkdf({ hash, keyMaterial: ikm, salt, info, length: size })).equals(okm),
    )
    expect(wrong).toEqual([])
  })

  it('F-80 holds for the keystore’s keys of 32 bytes', () => {
    const vectors = derivations('sha256').filter(({ size }) => size >= 32 && size <= 8160)
    expect(vectors.length).toBeGreaterThan(0)
    const wrong = judgedWrongly(vectors, ({ ikm, salt, info, okm }) =>
      deriveSecret({ from: secretOf(ikm), salt, info }).use((bytes) =>
        Buffer.from(bytes).equals(okm.subarray(0, 32)),
      ),
    )
    expect(wrong).toEqual([])
  })
})

describe('Wycheproof HMAC-SHA-256 through the MAC of the store', () => {
  beforeEach(({ skip }) => skip(!wycheproof.present, wycheproof.reason))

  const vectors = readVectors('hmac_sha256', { tagSize: z.number() }, { key: hex, msg: hex, tag: hex })

  it('F-80 holds for whole MACs', () => {
    const whole = vectors.filter(({ tagSize }) => tagSize === 256)
    expect(whole.length).toBeGreaterThan(0)
    const wrong = judgedWrongly(whole, ({ key, msg, tag }) =>
      isSameMac(tag, startMac(secretOf(key)).update(msg).digest()),
    )
    expect(wrong).toEqual([])
  })

  it('F-80 takes no MAC that was cut short, right or wrong', () => {
    const short = vectors.filter(({ tagSize }) => tagSize < 256)
    expect(short.length).toBeGreaterThan(0)
    const taken = short.filter(({ key, msg, tag }) =>
      isSameMac(tag, startMac(secretOf(key)).update(msg).digest()),
    )
    expect(taken).toEqual([])
  })
})
