import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suiteOf } from '../../../../src/main/message/algorithm-suite.ts'
import {
  bodyLength,
  finalFrameBytes,
  fitsFramedBody,
  footerLengths,
  frameOverhead,
  messageLength,
  plaintextLengthOf,
  regularFrameBytes,
  regularFrameCount,
} from '../../../../src/main/message/message-size.ts'
import { headerOf, sealWhole } from './support/whole-message.ts'

const frameLength = fc.integer({ min: 1, max: 2 ** 32 - 1 })
const plaintextLength = fc.maxSafeNat().map((length) => Math.floor(length / 64))

describe('the size of a message', () => {
  it('F-38 is header, 32 bytes a regular frame, 40 for the final one, and the plaintext', () => {
    expect(frameOverhead).toBe(32)
    expect(regularFrameBytes(4096)).toBe(4128)
    expect(finalFrameBytes(0)).toBe(40)
    expect([0, 1, 15, 16, 17, 32, 33].map((length) => bodyLength(length, 16))).toEqual([
      40, 41, 55, 56, 89, 104, 137,
    ])
    expect(messageLength(100, 17, 16)).toBe(189)
  })

  it('F-38 is what the writer writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 50 }), (length, frame) => {
        const message = sealWhole(new Uint8Array(length), { frameLength: frame })
        expect(message).toHaveLength(messageLength(headerOf(message).headerLength, length, frame))
      }),
    )
  })

  it('F-38 tells the plaintext length, of any size that a number can hold', () => {
    fc.assert(
      fc.property(plaintextLength, frameLength, (length, frame) => {
        fc.pre(bodyLength(length, frame) < Number.MAX_SAFE_INTEGER)
        expect(plaintextLengthOf(bodyLength(length, frame), frame)).toBe(length)
      }),
    )
  })

  it('F-38 tells the plaintext length of an empty final frame too', () => {
    expect(plaintextLengthOf(48 + 40, 16)).toBe(16)
    expect(plaintextLengthOf(56, 16)).toBe(16)
  })

  it.each([-1, 0, 39, 40 + 17, 40 + 47])(
    'F-38 knows that no body of 16-byte frames has %i bytes',
    (length) => {
      expect(plaintextLengthOf(length, 16)).toBeUndefined()
    },
  )

  it('F-32 puts a full frame into the final one', () => {
    expect([0, 1, 16, 17, 32].map((length) => regularFrameCount(length, 16))).toEqual([0, 0, 0, 1, 1])
  })
})

describe('the footer', () => {
  it('F-38 is of a few lengths by curve, and none where the suite does not sign', () => {
    expect(footerLengths(suiteOf('0478'))).toEqual({ least: 0, most: 0 })
    expect(footerLengths(suiteOf('0214'))).toEqual({ least: 10, most: 74 })
    expect(footerLengths(suiteOf('0578'))).toEqual({ least: 10, most: 106 })
  })

  it('F-38 is within them for every signed message that is written', () => {
    const { least, most } = footerLengths(suiteOf('0578'))
    for (let message = 0; message < 50; message += 1) {
      const bytes = sealWhole(new Uint8Array(20), { suite: '0578' })
      const footer = bytes.length - messageLength(headerOf(bytes).headerLength, 20, 16)
      expect(footer).toBeGreaterThanOrEqual(least)
      expect(footer).toBeLessThanOrEqual(most)
      expect(fitsFramedBody(bytes.length - headerOf(bytes).headerLength, 16, suiteOf('0578'))).toBe(true)
    }
  })

  it('F-38 leaves lengths that no framed body can have', () => {
    expect(fitsFramedBody(bodyLength(20, 16), 16, suiteOf('0478'))).toBe(true)
    expect(fitsFramedBody(39, 16, suiteOf('0478'))).toBe(false)
    expect(fitsFramedBody(57, 16, suiteOf('0478'))).toBe(false)
    expect(fitsFramedBody(49, 16, suiteOf('0578'))).toBe(false)
    expect(fitsFramedBody(50, 16, suiteOf('0578'))).toBe(true)
  })
})
