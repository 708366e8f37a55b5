import { Worker } from 'node:worker_threads'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginMessage } from '../../../../src/main/message/begin-message.ts'
import type { SealTicket } from '../../../../src/main/message/begin-message.ts'
import { FrameNumbers, lastFrameNumber } from '../../../../src/main/message/frame-number.ts'
import type { FrameSpan } from '../../../../src/main/message/frame-number.ts'
import { FrameOpener } from '../../../../src/main/message/frame-opener.ts'
import { FrameSealer } from '../../../../src/main/message/frame-sealer.ts'
import { openMessage } from '../../../../src/main/message/open-message.ts'
import { prepareContext } from '../../../../src/main/message/prepare-context.ts'
import { SharedClaims } from '../../../../src/main/message/shared-claims.ts'
import { anyDoor, codeOf, headerOf, keyOf, sealWhole } from './support/whole-message.ts'

const begin = (suite: '0478' | '0578' = '0478'): SealTicket => {
  const prepared = prepareContext(suite, new Map())
  const message = { suite, ...prepared, dataKey: keyOf(7), encryptedDataKeys: [anyDoor], frameLength: 4 }
  return beginMessage(message).handOver()
}
const four = new Uint8Array(4)
const into = new Uint8Array(64)
const claimed = (ticket: SealTicket, total: number, most: number): FrameSealer => {
  const sealer = FrameSealer.claim(ticket, { total, most })
  if (sealer === null) throw new Error('nothing was left')
  return sealer
}

describe('the numbers of a span', () => {
  it('F-29 and F-34 are exactly its own, the final one last where it has it', () => {
    const spans = fc.record({
      // After the last regular number of all another error comes: spans end before it.
      first: fc.integer({ min: 1, max: lastFrameNumber - 21 }),
      count: fc.integer({ min: 1, max: 20 }),
      final: fc.boolean(),
    })
    fc.assert(
      fc.property(spans, (span) => {
        const numbers = new FrameNumbers(span)
        const regular = span.final ? span.count - 1 : span.count
        for (let taken = 0; taken < regular; taken += 1) {
          expect(numbers.takeRegular()).toBe(span.first + taken)
        }
        if (span.final) expect(numbers.takeFinal()).toBe(span.first + regular)
        expect(codeOf(() => numbers.takeRegular())).toBe('SEALER_SPENT')
        expect(codeOf(() => numbers.takeFinal())).toBe('SEALER_SPENT')
      }),
      { examples: [[{ first: lastFrameNumber - 21, count: 20, final: false }]] },
    )
  })

  it.each<[string, FrameSpan, (numbers: FrameNumbers) => unknown]>([
    ['a final one that is not its turn', { first: 5, count: 3, final: true }, (each) => each.takeFinal()],
    ['a final one of another span', { first: 5, count: 1, final: false }, (each) => each.takeFinal()],
    ['a regular one for the final frame', { first: 5, count: 1, final: true }, (each) => each.takeRegular()],
  ])('F-34 do not hold %s, and asking ends them', (_name, span, ask) => {
    const numbers = new FrameNumbers(span)
    expect(codeOf(() => ask(numbers))).toBe('SEALER_SPENT')
    expect(codeOf(() => numbers.takeRegular())).toBe('SEALER_SPENT')
    expect(codeOf(() => numbers.takeFinal())).toBe('SEALER_SPENT')
  })

  it.each([
    { first: 0, count: 1, final: true },
    { first: 1, count: 0, final: true },
    { first: 1, count: 1.5, final: true },
    { first: lastFrameNumber, count: 2, final: true },
  ])('F-34 are not those of $first and $count', (span) => {
    expect(codeOf(() => new FrameNumbers(span))).toBe('FRAME_NUMBERS_EXHAUSTED')
  })

  it('F-34 reach 2^32-1 for a final frame, and never for a regular one', () => {
    const end = { first: lastFrameNumber, count: 1 }
    expect(new FrameNumbers({ ...end, final: true }).takeFinal()).toBe(lastFrameNumber)
    const regular = new FrameNumbers({ ...end, final: false })
    expect(codeOf(() => regular.takeRegular())).toBe('FRAME_NUMBERS_EXHAUSTED')
  })
})

describe('sealers of one message', () => {
  it('F-35 never have a frame in common, and together have them all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 60, maxLength: 60 }),
        (total, mosts) => {
          const ticket = begin()
          const numbers: number[] = []
          for (const [index, most] of mosts.entries()) {
            const copy = index % 2 === 0 ? ticket : structuredClone(ticket)
            const span = FrameSealer.claim(copy, { total, most })?.span
            if (span === undefined) break
            for (let each = 0; each < span.count; each += 1) numbers.push(span.first + each)
            expect(span.final).toBe(numbers.length === total)
          }
          expect(numbers).toEqual(Array.from({ length: total }, (_, index) => index + 1))
        },
      ),
    )
  })

  it('F-35 never have a frame in common in several threads that claim at once', async () => {
    const ticket = begin()
    const total = 60_000
    const gate = new Int32Array(new SharedArrayBuffer(4))
    const url = new URL('../../../support/claiming-worker.ts', import.meta.url)
    const given = [1, 2, 3].map((most) => {
      const worker = new Worker(url, { workerData: { ticket, total, most, gate }, execArgv: [] })
      return new Promise<FrameSpan[]>((resolve, reject) => {
        worker.once('message', resolve).once('error', reject)
      })
    })
    Atomics.store(gate, 0, 1)
    Atomics.notify(gate, 0)
    const spans = (await Promise.all(given)).flat().toSorted((a, b) => a.first - b.first)
    let next = 1
    for (const span of spans) {
      expect(span.first).toBe(next)
      next += span.count
      expect(span.final).toBe(next > total)
    }
    expect(next).toBe(total + 1)
  })

  it('F-35 are not made twice of one memory of claims, nor of a forged one in the same thread', () => {
    const ticket = begin()
    FrameSealer.fromTicket(ticket)
    expect(codeOf(() => FrameSealer.claim(ticket, { total: 9, most: 3 }))).toBe('SEALER_SPENT')
    const forged = { ...ticket, claims: SharedClaims.memory() }
    expect(codeOf(() => FrameSealer.claim(forged, { total: 9, most: 3 }))).toBe('SEALER_SPENT')
    expect(codeOf(() => FrameSealer.fromTicket(forged))).toBe('SEALER_SPENT')
  })

  it('F-35 of a whole message are not made after one of a part', () => {
    const ticket = begin()
    claimed(ticket, 9, 3)
    expect(codeOf(() => FrameSealer.fromTicket(ticket))).toBe('SEALER_SPENT')
    expect(codeOf(() => FrameSealer.fromTicket(ticket, { total: 9 }))).toBe('SEALER_SPENT')
  })

  it('F-35 count the message in one way', () => {
    const ticket = begin()
    claimed(ticket, 9, 3)
    expect(codeOf(() => FrameSealer.claim(ticket, { total: 10, most: 3 }))).toBe('SEALER_SPENT')
  })

  it('F-35 seal the frames of their span and no other', () => {
    const ticket = begin()
    const sealer = claimed(ticket, 5, 2)
    const last = claimed(ticket, 5, 9)
    sealer.sealRegular(four, into)
    sealer.sealRegular(four, into)
    expect(into.subarray(0, 4)).toEqual(Uint8Array.of(0, 0, 0, 2))
    expect(codeOf(() => sealer.sealRegular(four, into))).toBe('SEALER_SPENT')
    expect(last.span).toEqual({ first: 3, count: 3, final: true })
    expect(codeOf(() => last.sealFinal(four, into))).toBe('SEALER_SPENT')
  })

  it('F-35 are given nothing more once one of them failed', () => {
    const ticket = begin()
    const sealer = claimed(ticket, 9, 2)
    expect(codeOf(() => sealer.sealRegular(new Uint8Array(3), into))).toBe('INVALID_REQUEST')
    expect(FrameSealer.claim(ticket, { total: 9, most: 2 })).toBe(null)
    expect(FrameSealer.claim(structuredClone(ticket), { total: 9, most: 2 })).toBe(null)
  })

  it('F-68 are not made for a part of a signed message', () => {
    const ticket = begin('0578')
    expect(codeOf(() => FrameSealer.claim(ticket, { total: 9, most: 8 }))).toBe('INVALID_REQUEST')
    expect(FrameSealer.claim(ticket, { total: 9, most: 9 })?.span.count).toBe(9)
  })
})

describe('an opener of a part', () => {
  const message = sealWhole(new Uint8Array(40), { frameLength: 16 })
  const header = headerOf(message)
  const body = message.subarray(header.headerLength)
  const opener = (first: number): FrameOpener =>
    FrameOpener.fromTicket(openMessage({ header, dataKey: keyOf(7) }), first)

  it('F-29 opens the frame of its number, and no other', () => {
    const target = new Uint8Array(16)
    expect(opener(2).openNext(body.subarray(48), target)).toMatchObject({ kind: 'opened', consumed: 48 })
    expect(codeOf(() => opener(2).openNext(body, target))).toBe('MESSAGE_DAMAGED')
    expect(codeOf(() => opener(1).openNext(body.subarray(48), target))).toBe('MESSAGE_DAMAGED')
  })

  it('F-31 refuses a message that ends in it, and a frame beyond its end', () => {
    const last = opener(3)
    last.openNext(body.subarray(96), new Uint8Array(16))
    expect(codeOf(() => last.endOfPart(0))).toBe('MESSAGE_TRAILING_BYTES')
    expect(codeOf(() => opener(1).endOfPart(1))).toBe('MESSAGE_DAMAGED')
    expect(codeOf(() => opener(1).endOfPart(0))).toBe('nothing')
  })

  it('F-70 is not made of a signed message', () => {
    const signed = sealWhole(new Uint8Array(40), { suite: '0578' })
    const ticket = openMessage({ header: headerOf(signed), dataKey: keyOf(7) })
    expect(codeOf(() => FrameOpener.fromTicket(ticket, 2))).toBe('INVALID_REQUEST')
  })
})
