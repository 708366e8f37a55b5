import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { SignatureAlgorithm } from '../../src/main/message/algorithm-suite.ts'
import { MessageVerifier } from '../../src/main/message/message-signature.ts'
import { publicKeyOfText } from '../../src/main/message/public-key-of-text.ts'
import { hex, judgedWrongly, readVectors, wycheproof } from './support/wycheproof.ts'

const publicKey = z.object({ uncompressed: hex })
const fileOf = { 'ecdsa-p256': 'ecdsa_secp256r1_sha256', 'ecdsa-p384': 'ecdsa_secp384r1_sha384' } as const

/** The value that a message's context would hold for this point. */
function textOf(uncompressed: Uint8Array): string {
  const half = (uncompressed.length - 1) / 2
  const isOdd = ((uncompressed.at(-1) ?? 0) & 1) === 1
  return Buffer.concat([Buffer.from([isOdd ? 3 : 2]), uncompressed.subarray(1, 1 + half)]).toString('base64')
}

describe('Wycheproof ECDSA through our own verifying of messages', () => {
  beforeEach(({ skip }) => skip(!wycheproof.present, wycheproof.reason))

  it.each(['ecdsa-p256', 'ecdsa-p384'] as const)('F-81 holds for %s', (algorithm: SignatureAlgorithm) => {
    const vectors = readVectors(fileOf[algorithm], { publicKey }, { msg: hex, sig: hex })
    expect(vectors.length).toBeGreaterThan(400)
    const wrong = judgedWrongly(vectors, (vector) => {
      const key = publicKeyOfText(algorithm, textOf(vector.publicKey.uncompressed))
      const cut = vector.msg.length >>> 1
      const verifier = new MessageVerifier({ algorithm, key, header: vector.msg.subarray(0, cut) })
      verifier.update(vector.msg.subarray(cut))
      const length = Buffer.from([vector.sig.length >>> 8, vector.sig.length & 0xff])
      const footer = Buffer.concat([length, vector.sig])
      if (verifier.footerLength(footer) !== footer.length) return false
      verifier.check(footer)
      return true
    })
    expect(wrong).toEqual([])
  })
})
