import { describe, expect, it } from 'vitest'
import { beginMessage } from '../../../../src/main/message/begin-message.ts'
import type { OutgoingMessage } from '../../../../src/main/message/begin-message.ts'
import { FrameNumbers, lastFrameNumber } from '../../../../src/main/message/frame-number.ts'
import { FrameSealer } from '../../../../src/main/message/frame-sealer.ts'
import { anyDoor, codeOf, headerOf, keyOf, sealWhole } from './support/whole-message.ts'

const begin = (frameLength = 4): OutgoingMessage =>
  beginMessage({ dataKey: keyOf(7), encryptedDataKeys: [anyDoor], context: new Map(), frameLength })
const four = new Uint8Array(4)
const into = new Uint8Array(64)

describe('frame numbers', () => {
  it('F-29 are 1, 2, 3, each once', () => {
    const numbers = new FrameNumbers()
    expect([
      numbers.takeRegular(),
      numbers.takeRegular(),
      numbers.takeRegular(),
      numbers.takeFinal(),
    ]).toEqual([1, 2, 3, 4])
  })

  it('F-34 end with the final one', () => {
    const numbers = new FrameNumbers()
    numbers.takeFinal()
    expect(codeOf(() => numbers.takeFinal())).toBe('SEALER_SPENT')
    expect(codeOf(() => numbers.takeRegular())).toBe('SEALER_SPENT')
  })

  it('F-34 never reach 2^32-1 for a regular frame, and never pass it', () => {
    const numbers = new FrameNumbers(lastFrameNumber - 1)
    expect(numbers.takeRegular()).toBe(lastFrameNumber - 1)
    expect(codeOf(() => numbers.takeRegular())).toBe('FRAME_NUMBERS_EXHAUSTED')
    expect(codeOf(() => numbers.takeFinal())).toBe('SEALER_SPENT')
    const last = new FrameNumbers(lastFrameNumber)
    expect(last.takeFinal()).toBe(lastFrameNumber)
    expect(codeOf(() => last.takeFinal())).toBe('SEALER_SPENT')
  })

  it.each([0, -1, 1.5, Number.NaN, 2 ** 32])('F-34 do not start at %d', (first) => {
    expect(codeOf(() => new FrameNumbers(first))).toBe('FRAME_NUMBERS_EXHAUSTED')
  })

  it('F-35 are gone once abandoned', () => {
    const numbers = new FrameNumbers()
    numbers.takeRegular()
    numbers.abandon()
    expect(codeOf(() => numbers.takeRegular())).toBe('SEALER_SPENT')
    expect(codeOf(() => numbers.takeFinal())).toBe('SEALER_SPENT')
  })
})

describe('sealing', () => {
  it('F-35 hands a message over once', () => {
    const message = begin()
    message.handOver()
    expect(codeOf(() => message.handOver())).toBe('SEALER_SPENT')
  })

  it('F-35 begins no message twice in a thread, not from a copy of its ticket either', () => {
    const ticket = begin().handOver()
    FrameSealer.fromTicket(ticket)
    expect(codeOf(() => FrameSealer.fromTicket(ticket))).toBe('SEALER_SPENT')
    const posted = structuredClone(ticket)
    expect(codeOf(() => FrameSealer.fromTicket(posted))).toBe('SEALER_SPENT')
  })

  it.each([
    ['a plaintext too short', (sealer: FrameSealer) => sealer.sealRegular(new Uint8Array(3), into)],
    ['a plaintext too long', (sealer: FrameSealer) => sealer.sealRegular(new Uint8Array(5), into)],
    ['a final plaintext too long', (sealer: FrameSealer) => sealer.sealFinal(new Uint8Array(5), into)],
    ['a buffer too small', (sealer: FrameSealer) => sealer.sealRegular(four, new Uint8Array(35))],
    [
      'a buffer too small for the final frame',
      (sealer: FrameSealer) => sealer.sealFinal(four, new Uint8Array(43)),
    ],
  ])('F-35 is over after %s: the number is gone and so is the sealer', (_name, fail) => {
    const sealer = FrameSealer.fromTicket(begin().handOver())
    sealer.sealRegular(four, into)
    expect(codeOf(() => fail(sealer))).toBe('INVALID_REQUEST')
    expect(codeOf(() => sealer.sealRegular(four, into))).toBe('SEALER_SPENT')
    expect(codeOf(() => sealer.sealFinal(four, into))).toBe('SEALER_SPENT')
  })

  it('F-31 is over after the final frame', () => {
    const sealer = FrameSealer.fromTicket(begin().handOver())
    sealer.sealFinal(four, into)
    expect(codeOf(() => sealer.sealFinal(four, into))).toBe('SEALER_SPENT')
    expect(codeOf(() => sealer.sealRegular(four, into))).toBe('SEALER_SPENT')
  })

  it('F-35 gives two messages of the same data key different frames', () => {
    const [one, two] = [sealWhole(four), sealWhole(four)]
    expect(one.subarray(headerOf(one).headerLength)).not.toEqual(two.subarray(headerOf(two).headerLength))
  })

  it('F-27 writes 8 zero bytes and the number as the IV, and nothing beyond the frame', () => {
    const sealer = FrameSealer.fromTicket(begin().handOver())
    const target = new Uint8Array(64).fill(0xee)
    expect(sealer.sealRegular(four, target)).toBe(36)
    expect(Buffer.from(target.subarray(0, 16)).toString('hex')).toBe('00000001000000000000000000000001')
    expect(target.subarray(36)).toEqual(new Uint8Array(28).fill(0xee))
    expect(sealer.sealFinal(four.subarray(2), target)).toBe(42)
    expect(Buffer.from(target.subarray(0, 24)).toString('hex')).toBe(
      'ffffffff0000000200000000000000000000000200000002',
    )
  })

  it('F-62 makes one header for one message: nothing can tag a second one under the same keys', () => {
    expect(Object.keys(begin()).toSorted()).toEqual(['handOver', 'header', 'messageId'])
  })
})
