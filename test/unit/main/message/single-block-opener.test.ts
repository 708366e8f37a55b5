import { describe, expect, it } from 'vitest'
import { FrameAad, singleBlockHeadLength } from '../../../../src/main/message/frame-layout.ts'
import { defaultMessageLimits } from '../../../../src/main/message/message-limits.ts'
import { openMessage } from '../../../../src/main/message/open-message.ts'
import type { OpenTicket } from '../../../../src/main/message/open-message.ts'
import { SingleBlockOpener } from '../../../../src/main/message/single-block-opener.ts'
import { craftMessage } from './support/crafted-message.ts'
import { codeOf, headerOf, keyOf, openWhole } from './support/whole-message.ts'

const text = new TextEncoder()
const nonFramed = (content: string): Buffer =>
  craftMessage({
    frameLength: 0,
    frames: [{ kind: 'singleBlock', sequence: 1, content: text.encode(content) }],
  })
const opened = (bytes: Uint8Array): string => new TextDecoder().decode(openWhole(bytes))
const partsOf = (bytes: Uint8Array, limits = defaultMessageLimits) => {
  const header = headerOf(bytes, limits)
  const ticket = openMessage({ header, dataKey: keyOf(7), limits })
  const body = bytes.subarray(header.headerLength)
  return {
    ticket,
    head: body.subarray(0, singleBlockHeadLength),
    after: body.subarray(singleBlockHeadLength),
  }
}

describe('opening a non-framed body', () => {
  it('F-44 opens what another writer made', () => {
    expect(opened(nonFramed('some content'))).toBe('some content')
    expect(opened(nonFramed(''))).toBe('')
  })

  it('F-44 takes the content in pieces of any size', () => {
    const { ticket, head, after } = partsOf(nonFramed('some content'))
    const opener = new SingleBlockOpener(ticket, head)
    const pieces = [after.subarray(0, 1), after.subarray(1, 1), after.subarray(1, 12)]
    const plaintext = pieces.map((piece) => new TextDecoder().decode(opener.decryptUnverified(piece)))
    opener.finish(after.subarray(12))
    expect(plaintext.join('')).toBe('some content')
  })

  it('F-44 takes no more content than it said, and does not end before it', () => {
    const { ticket, head, after } = partsOf(nonFramed('some content'))
    const opener = new SingleBlockOpener(ticket, head)
    expect(codeOf(() => opener.decryptUnverified(after.subarray(0, 13)))).toBe('INVALID_REQUEST')
    opener.decryptUnverified(after.subarray(0, 11))
    expect(codeOf(() => opener.finish(after.subarray(12)))).toBe('MESSAGE_TRUNCATED')
  })

  it('F-44 refuses every prefix, trailing bytes and a changed byte', () => {
    const bytes = nonFramed('some content')
    for (let length = 0; length < bytes.length; length += 1) {
      expect(codeOf(() => openWhole(bytes.subarray(0, length)))).toBe('MESSAGE_TRUNCATED')
    }
    expect(codeOf(() => openWhole(Buffer.concat([bytes, Buffer.alloc(1)])))).toBe('MESSAGE_TRAILING_BYTES')
    const { headerLength } = headerOf(bytes)
    for (let at = headerLength; at < bytes.length; at += 1) {
      const changed = Uint8Array.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(codeOf(() => openWhole(changed))).toMatch(/^MESSAGE_/)
    }
  })

  it.each([
    ['more than GCM takes', '0000000fffffffe1'],
    ['2^36', '0000001000000000'],
    ['more than 2^53', '0020000000000001'],
    ['2^64-1', 'ffffffffffffffff'],
  ])('F-45 refuses a content length of %s before it asks for the content', (_name, length) => {
    const header = craftMessage({ frameLength: 0, frames: [] })
    const head = Buffer.concat([header, Buffer.alloc(11), Buffer.from([1]), Buffer.from(length, 'hex')])
    expect(codeOf(() => openWhole(head))).toBe('MESSAGE_LIMIT_EXCEEDED')
  })

  it('F-45 takes a lower limit from the caller', () => {
    const limits = { ...defaultMessageLimits, maxNonFramedLength: 11 }
    const { ticket, head } = partsOf(nonFramed('some content'), limits)
    expect(codeOf(() => new SingleBlockOpener(ticket, head))).toBe('MESSAGE_LIMIT_EXCEEDED')
    const enough = partsOf(nonFramed('some content'), { ...limits, maxNonFramedLength: 12 })
    expect(new SingleBlockOpener(enough.ticket, enough.head).contentLength).toBe(12)
  })

  it('F-45 reads a content length above 2^32 exactly', () => {
    const { ticket } = partsOf(nonFramed(''))
    const head = Buffer.from('0000000000000000000000010000000100000005', 'hex')
    expect(new SingleBlockOpener(ticket, head).contentLength).toBe(2 ** 32 + 5)
  })

  it('F-44 is not tried with a framed body', () => {
    const { ticket, head } = partsOf(nonFramed(''))
    const framed: OpenTicket = { ...ticket, contentType: 'framed' }
    expect(codeOf(() => new SingleBlockOpener(framed, head))).toBe('INVALID_REQUEST')
    expect(codeOf(() => new SingleBlockOpener(ticket, head.subarray(1)))).toBe('INVALID_REQUEST')
  })

  it('F-26 binds all 64 bits of a length', () => {
    const aad = new FrameAad(new Uint8Array(16), 'singleBlock').fill(1, 2 ** 32 + 5)
    expect(Buffer.from(aad.subarray(-12)).toString('hex')).toBe('000000010000000100000005')
  })
})
