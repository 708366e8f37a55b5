import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bodyLength,
  finalFrameBytes,
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
