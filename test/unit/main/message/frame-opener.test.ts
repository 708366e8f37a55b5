import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameOpener } from '../../../../src/main/message/frame-opener.ts'
import { isFinalMarker } from '../../../../src/main/message/locate-frame.ts'
import { openMessage } from '../../../../src/main/message/open-message.ts'
import { defaultMessageLimits } from '../../../../src/main/message/message-limits.ts'
import { craftFrame, craftMessage } from './support/crafted-message.ts'
import type { CraftedFrame } from './support/crafted-message.ts'
import { codeOf, headerOf, keyOf, openWhole } from './support/whole-message.ts'

const text = new TextEncoder()
const regular = (sequence: number, content = 'abcd'): CraftedFrame => ({
  kind: 'regular',
  sequence,
  content: text.encode(content),
})
const final = (sequence: number, content = 'ef'): CraftedFrame => ({
  kind: 'final',
  sequence,
  content: text.encode(content),
})
const message = (...frames: CraftedFrame[]): Buffer => craftMessage({ frameLength: 4, frames })
const opened = (bytes: Uint8Array): string => new TextDecoder().decode(openWhole(bytes))
const openerFor = (bytes: Uint8Array): { opener: FrameOpener; body: Uint8Array } => {
  const header = headerOf(bytes)
  const ticket = openMessage({ header, dataKey: keyOf(7) })
  return { opener: FrameOpener.fromTicket(ticket), body: bytes.subarray(header.headerLength) }
}

describe('opening a framed body', () => {
  it('F-44 is not tried with a body that is not framed', () => {
    const bytes = craftMessage({ frameLength: 0, frames: [] })
    expect(codeOf(() => openerFor(bytes))).toBe('INVALID_REQUEST')
  })

  it('F-24, F-25 and F-26 opens frames that another writer made', () => {
    expect(opened(message(regular(1), regular(2, 'efgh'), final(3, 'i')))).toBe('abcdefghi')
  })

  it('F-28 takes the IV stored in the frame, whatever it is', () => {
    const iv = Buffer.from('ffffffffffffffff00000001', 'hex')
    expect(opened(message({ ...regular(1), iv }, { ...final(2), iv: Buffer.alloc(12, 9) }))).toBe('abcdef')
  })

  it('F-32 takes an empty final frame after full ones and a full final frame alike', () => {
    expect(opened(message(regular(1), final(2, '')))).toBe('abcd')
    expect(opened(message(final(1, 'abcd')))).toBe('abcd')
  })

  it('F-33 opens an empty plaintext', () => {
    expect(opened(message(final(1, '')))).toBe('')
  })

  it.each([
    ['a number that starts at 0', [regular(0), final(1)]],
    ['a number that starts at 2', [regular(2), final(3)]],
    ['a gap', [regular(1), regular(3), final(4)]],
    ['a repeat', [regular(1), regular(1), final(2)]],
    ['two frames swapped', [regular(2), regular(1), final(3)]],
    ['a final frame that skips a number', [regular(1), final(3)]],
    ['a final frame that repeats a number', [regular(1), final(1)]],
  ])('F-29 refuses %s, though every frame is authentic', (_name, frames) => {
    expect(codeOf(() => openWhole(message(...frames)))).toBe('MESSAGE_DAMAGED')
  })

  it('F-29 refuses frames swapped and renumbered', () => {
    const header = message()
    const [one, two] = [craftFrame(regular(1)), craftFrame(regular(2, 'efgh'))]
    two.copy(one, 0, 0, 4)
    expect(
      codeOf(() => openWhole(Buffer.concat([header, craftFrame(regular(1)), one, craftFrame(final(3))]))),
    ).toBe('MESSAGE_DAMAGED')
  })

  it('F-30 refuses a final frame longer than the frame length before it asks for its content', () => {
    expect(codeOf(() => openWhole(message(final(1, 'abcde'))))).toBe('MESSAGE_MALFORMED')
    const huge = Buffer.concat([
      message(),
      Buffer.from('ffffffff00000001000000000000000000000001ffffffff', 'hex'),
    ])
    expect(codeOf(() => openWhole(huge))).toBe('MESSAGE_MALFORMED')
  })

  it('F-31 refuses a message that is cut on a frame boundary', () => {
    expect(codeOf(() => openWhole(message(regular(1), regular(2))))).toBe('MESSAGE_TRUNCATED')
    expect(codeOf(() => openWhole(message()))).toBe('MESSAGE_TRUNCATED')
  })

  it('F-31 refuses a regular frame relabelled as final, and a final one as regular', () => {
    const relabelled = craftFrame(regular(1))
    expect(codeOf(() => openWhole(Buffer.concat([message(), Buffer.alloc(4, 0xff), relabelled])))).not.toBe(
      'nothing',
    )
    const asFinal = Buffer.concat([
      Buffer.alloc(4, 0xff),
      relabelled.subarray(0, 16),
      Buffer.from([0, 0, 0, 4]),
      relabelled.subarray(16),
    ])
    expect(codeOf(() => openWhole(Buffer.concat([message(), asFinal])))).toBe('MESSAGE_DAMAGED')
  })

  it.each([
    ['a regular frame', craftFrame(regular(3))],
    ['a second final frame', craftFrame(final(3))],
    ['the final frame again', craftFrame(final(2))],
    ['one byte', Buffer.from([0])],
  ])('F-01 refuses a message with %s after its end', (_name, trailing) => {
    expect(codeOf(() => openWhole(Buffer.concat([message(regular(1), final(2)), trailing])))).toBe(
      'MESSAGE_TRAILING_BYTES',
    )
  })

  it('F-01 says so too when the driver counts the bytes that are left, and when it asks for another frame', () => {
    const { opener, body } = openerFor(message(final(1)))
    opener.openNext(body, new Uint8Array(4))
    expect(opener.openNext(new Uint8Array(0), new Uint8Array(4))).toEqual({
      kind: 'more',
      available: 0,
      into: 0,
    })
    expect(codeOf(() => opener.endOfInput(1))).toBe('MESSAGE_TRAILING_BYTES')
    expect(codeOf(() => opener.endOfInput(0))).toBe('nothing')
    expect(codeOf(() => opener.openNext(Uint8Array.of(1), new Uint8Array(4)))).toBe('MESSAGE_TRAILING_BYTES')
  })

  it('F-39 leaves the target alone when a tag does not verify, and stays dead', () => {
    const bytes = message(regular(1), final(2))
    const { opener, body } = openerFor(bytes)
    const changed = Uint8Array.from(body)
    changed[17] = (changed[17] ?? 0) ^ 1
    const into = new Uint8Array(4).fill(0xee)
    expect(codeOf(() => opener.openNext(changed, into))).toBe('MESSAGE_DAMAGED')
    expect(into).toEqual(new Uint8Array(4).fill(0xee))
    expect(codeOf(() => opener.openNext(body, into))).toBe('MESSAGE_DAMAGED')
    expect(codeOf(() => opener.endOfInput(0))).toBe('MESSAGE_TRUNCATED')
  })

  it('F-43 asks for exactly the bytes of the next frame, whatever the cut', () => {
    const { body } = openerFor(message(regular(1), final(2)))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: body.length - 1 }), (cut) => {
        const { opener } = openerFor(message(regular(1), final(2)))
        let unread = body.subarray(0, cut)
        const into = new Uint8Array(4)
        let step = opener.openNext(unread, into)
        while (step.kind === 'opened') {
          unread = unread.subarray(step.consumed)
          step = opener.openNext(unread, into)
        }
        expect(step.available).toBeGreaterThan(unread.length)
        expect(step.available).toBeLessThanOrEqual(body.length)
      }),
    )
  })

  it('F-43 says how large a target it wants', () => {
    const { opener, body } = openerFor(message(regular(1), final(2)))
    expect(opener.openNext(body, new Uint8Array(3))).toEqual({ kind: 'more', available: 36, into: 4 })
    expect(opener.openNext(body, new Uint8Array(4))).toEqual({
      kind: 'opened',
      consumed: 36,
      written: 4,
      last: false,
    })
  })

  it('F-26 works from a ticket that was posted to another thread', () => {
    const bytes = message(final(1))
    const header = headerOf(bytes)
    const ticket = openMessage({ header, dataKey: keyOf(7) })
    const posted = structuredClone(ticket)
    const into = new Uint8Array(4)
    expect(FrameOpener.fromTicket(posted).openNext(bytes.subarray(header.headerLength), into)).toMatchObject({
      last: true,
    })
  })

  it('F-25 knows a final frame by its marker', () => {
    expect(isFinalMarker(Buffer.from('ffffffff', 'hex'))).toBe(true)
    expect(isFinalMarker(Buffer.from('fffffffe', 'hex'))).toBe(false)
    expect(isFinalMarker(Buffer.from('ffffff', 'hex'))).toBe(false)
  })
})

describe('frames larger than is accepted', () => {
  const limits = { ...defaultMessageLimits, maxFrameLength: 3 }

  it('F-43 are refused before their content is asked for, regular or final', () => {
    for (const frame of [regular(1), final(1, 'abcd')]) {
      expect(codeOf(() => openWhole(message(frame), { limits }))).toBe('MESSAGE_LIMIT_EXCEEDED')
      const header = headerOf(message())
      const opener = FrameOpener.fromTicket(openMessage({ header, dataKey: keyOf(7), limits }))
      expect(codeOf(() => opener.openNext(craftFrame(frame).subarray(0, 24), new Uint8Array(0)))).toBe(
        'MESSAGE_LIMIT_EXCEEDED',
      )
    }
  })

  it('F-43 may be named by a header whose one frame is short', () => {
    const huge = craftMessage({ frameLength: 0xffff_ffff, frames: [final(1, 'abc')] })
    expect(new TextDecoder().decode(openWhole(huge, { limits }))).toBe('abc')
  })
})

describe('a header that another writer made', () => {
  it('F-11 opens with an unsorted encryption context, and its tag covers the received order', () => {
    const context = Buffer.from('0002000162000132000161000131', 'hex')
    const bytes = craftMessage({ frameLength: 4, frames: [final(1)], context })
    expect(opened(bytes)).toBe('ef')
  })

  it('F-22 is refused with a wrong commitment, though its tag is authentic', () => {
    const bytes = craftMessage({ frameLength: 4, frames: [final(1)], commitment: Buffer.alloc(32, 1) })
    expect(codeOf(() => openWhole(bytes))).toBe('COMMITMENT_MISMATCH')
  })
})
