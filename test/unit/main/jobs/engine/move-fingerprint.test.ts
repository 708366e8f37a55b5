import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MoveFingerprint, newFingerprintKey } from '../../../../../src/main/jobs/engine/move-fingerprint.ts'
import { bytes } from '../../../../support/jobs-room.ts'

const key = newFingerprintKey()

function fingerprintOf(pieces: readonly Uint8Array[], under = key): string {
  const fingerprint = new MoveFingerprint(under)
  for (const piece of pieces) fingerprint.update(piece)
  return Buffer.from(fingerprint.digest()).toString('hex')
}

/** Whole and its pieces between the cuts. */
function cutAt(whole: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).toSorted((a, b) => a - b), whole.length]
  return places.slice(1).map((place, index) => whole.subarray(places[index], place))
}

describe('the fingerprint of a plaintext', () => {
  it('is the same however the text is cut into pieces', () => {
    const text = fc.uint8Array({ maxLength: 200 })
    const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 10 })
    fc.assert(
      fc.property(text, cuts, (whole, places) => {
        expect(fingerprintOf(cutAt(whole, places))).toBe(fingerprintOf([whole]))
      }),
    )
  })

  it('is GMAC over the text', () => {
    const text = bytes(1000)
    const gmac = createCipheriv('aes-256-gcm', key, Buffer.alloc(12), { authTagLength: 16 })
    gmac.setAAD(text)
    gmac.final()
    expect(fingerprintOf([text.subarray(0, 7), text.subarray(7)])).toBe(gmac.getAuthTag().toString('hex'))
  })

  it('is another one of another text: a bit, two frames exchanged, one byte fewer, a zero byte more', () => {
    const [a, b] = [bytes(64), bytes(64)]
    const changed = Buffer.from(a)
    changed[63] = (changed[63] ?? 0) ^ 1
    const zero = Buffer.alloc(1)
    const texts = [[a, b], [b, a], [changed, b], [a, b.subarray(0, 63)], [a, b, zero], [a], [], [zero]]
    expect(new Set(texts.map((pieces) => fingerprintOf(pieces))).size).toBe(texts.length)
  })

  it('is another one under another key, which is made anew each time', () => {
    expect(fingerprintOf([Buffer.from('x')], newFingerprintKey())).not.toBe(fingerprintOf([Buffer.from('x')]))
  })
})
