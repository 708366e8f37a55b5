import { createHash, createPublicKey } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { ecdsaDigestHolds } from '../../src/keystore/keys/crypto/ecdsa/verify-digest.ts'
import { rsaDigestHolds } from '../../src/keystore/keys/crypto/rsa-digest.ts'
import { hex, judgedWrongly, readVectors, wycheproof } from './support/wycheproof.ts'

const spki = (der: Uint8Array) => createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
const digestOf = (hash: string, message: Uint8Array) => createHash(hash).update(message).digest()

describe('Wycheproof through what keys of this computer verify digests with', () => {
  beforeEach(({ skip }) => skip(!wycheproof.present, wycheproof.reason))

  it.each([
    ['ecdsa_secp256r1_sha256', 'sha256'],
    ['ecdsa_secp384r1_sha384', 'sha384'],
  ])('%s', (name, hash) => {
    const vectors = readVectors(name, { publicKeyDer: hex }, { msg: hex, sig: hex })
    expect(vectors.length).toBeGreaterThan(400)
    const wrong = judgedWrongly(vectors, ({ publicKeyDer, msg, sig }) =>
      ecdsaDigestHolds(spki(publicKeyDer), digestOf(hash, msg), sig),
    )
    expect(wrong).toEqual([])
  })

  it.each(['2048', '3072', '4096'])('rsa_pss_%s_sha256_mgf1_32', (bits) => {
    const vectors = readVectors(
      `rsa_pss_${bits}_sha256_mgf1_32`,
      { publicKeyDer: hex },
      { msg: hex, sig: hex },
    )
    expect(vectors.length).toBeGreaterThan(50)
    const wrong = judgedWrongly(vectors, ({ publicKeyDer, msg, sig }) =>
      rsaDigestHolds(
        spki(publicKeyDer),
        { scheme: 'pss', hash: 'sha256' },
        { digest: digestOf('sha256', msg), signature: sig },
      ),
    )
    expect(wrong).toEqual([])
  })
})
