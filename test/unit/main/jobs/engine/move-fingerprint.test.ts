import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  MoveFingerprint,
  combineFingerprints,
  newFingerprintKey,
} from '../../../../../src/main/jobs/engine/move-fingerprint.ts'
import { ioBytes } from '../../../../../src/main/jobs/engine/io-buffers.ts'
import { bytes } from '../../../../support/jobs-room.ts'

const key = newFingerprintKey()
// A block of one frame: the shortest that there is.
const frameLength = ioBytes
const block = frameLength

interface Piece {
  readonly at: number
  readonly piece: Uint8Array
}

function digestOf(pieces: readonly Piece[], under = key): Uint8Array {
  const fingerprint = new MoveFingerprint(under, frameLength)
  for (const { at, piece } of pieces) fingerprint.update(piece, at)
  return fingerprint.digest()
}

/** The fingerprint of a text that comes in these pieces, one behind the other. */
function fingerprintOf(pieces: readonly Uint8Array[], under = key): string {
  let at = 0
  const placed = pieces.map((piece) => ({ at: (at += piece.length) - piece.length, piece }))
  return Buffer.from(digestOf(placed, under)).toString('hex')
}

/** Whole and its pieces between the cuts. */
function cutAt(whole: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).toSorted((a, b) => a - b), whole.length]
  return places.slice(1).map((place, index) => whole.subarray(places[index], place))
}

describe('the fingerprint of a plaintext', () => {
  const long = bytes(3 * block + 5)

  it('is the same however the text is cut into pieces', () => {
    const cuts = fc.array(fc.nat(), { maxLength: 10 })
    const length = fc.oneof(fc.nat({ max: 200 }), fc.constantFrom(block - 1, block, block + 1, long.length))
    fc.assert(
      fc.property(length, cuts, (end, places) => {
        const whole = long.subarray(0, end)
        expect(fingerprintOf(cutAt(whole, places))).toBe(fingerprintOf([whole]))
      }),
      { numRuns: 30 },
    )
  })

  it('is the same whoever takes its blocks, in whatever order', () => {
    const blocks = [0, 1, 2, 3].map((index) => ({
      at: index * block,
      piece: long.subarray(index * block, (index + 1) * block),
    }))
    const [first, second, third, last] = blocks
    if (!first || !second || !third || !last) throw new Error('four blocks')
    const parts = [digestOf([second, last]), digestOf([]), digestOf([first, third])]
    expect(Buffer.from(combineFingerprints(parts)).toString('hex')).toBe(fingerprintOf([long]))
  })

  it('is another one of another text: a bit, pieces or blocks exchanged, a byte fewer, a zero byte more', () => {
    const [a, b] = [bytes(64), bytes(64)]
    const [first, second] = [long.subarray(0, block), long.subarray(block, 2 * block)]
    const changed = Buffer.from(a)
    changed[63] = (changed[63] ?? 0) ^ 1
    const zero = Buffer.alloc(1)
    const small = [[a, b], [b, a], [changed, b], [a, b.subarray(0, 63)], [a, b, zero], [a], [], [zero]]
    const large = [[first, second], [second, first], [first, first], [second, second], [first], [second]]
    const texts = [...small, ...large, [first, second, zero], [zero, first, second]]
    expect(new Set(texts.map((pieces) => fingerprintOf(pieces))).size).toBe(texts.length)
  })

  it('is another one under another key, which is made anew each time', () => {
    expect(fingerprintOf([Buffer.from('x')], newFingerprintKey())).not.toBe(fingerprintOf([Buffer.from('x')]))
  })

  it('is of no text with a gap inside a block', () => {
    const gap = { at: 5, piece: bytes(1) }
    expect(() => digestOf([gap])).toThrow('in order')
    expect(() => digestOf([{ at: 0, piece: bytes(1) }, gap])).toThrow('in order')
    expect(() =>
      digestOf([
        { at: 0, piece: bytes(1) },
        { at: block, piece: bytes(1) },
      ]),
    ).toThrow('in order')
  })
})
