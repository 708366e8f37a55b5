import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameOpening, openSteps } from '../../../../../src/main/jobs/engine/open-frames.ts'
import type { OpenSteps } from '../../../../../src/main/jobs/engine/open-frames.ts'
import { openShare } from '../../../../../src/main/jobs/engine/open-pass.ts'
import { addUp, resultsOf } from '../../../../../src/main/jobs/engine/part-ends.ts'
import type { PartEnd } from '../../../../../src/main/jobs/engine/pool-thread.ts'
import { sealShare } from '../../../../../src/main/jobs/engine/seal-pass.ts'
import type { ShareEnd } from '../../../../../src/main/jobs/engine/share.ts'
import { beginMessage } from '../../../../../src/main/message/begin-message.ts'
import { openMessage } from '../../../../../src/main/message/open-message.ts'
import { SharedClaims } from '../../../../../src/main/message/shared-claims.ts'
import { bytes } from '../../../../support/jobs-room.ts'
import { memoryFile } from '../../../../support/memory-file.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'
import { anyDoor, headerOf, keyOf, openWhole, sealWhole } from '../../message/support/whole-message.ts'

const never = new AbortController().signal
const control = () => ({ signal: never, onProgress: () => {} })
const staying = () => ({ ...control(), leaving: () => false })

const endOf = ({ result, failure }: ShareEnd): PartEnd =>
  failure === null ? { kind: 'done', result } : { kind: 'failed', ...failure }

/** The plaintext, or the code of the refusal. */
type Outcome = string

async function outcomeOf(run: () => Promise<Buffer>): Promise<Outcome> {
  try {
    return (await run()).toString('hex')
  } catch (error) {
    return String(error instanceof Error && 'code' in error ? error.code : error)
  }
}

/** Opens a message in shares that run beside each other, in steps as they are given. */
function inShares(message: Uint8Array, steps: (from: OpenSteps) => number, ioLength: number) {
  return outcomeOf(async () => {
    const ticket = openMessage({ header: headerOf(message), dataKey: keyOf(7) })
    const target = memoryFile()
    const task = { source: memoryFile(message), target, ticket, size: message.length }
    const cut = openSteps(task, ioLength)
    const shared = { ...task, claims: SharedClaims.memory(), stepsAtOnce: steps(cut) }
    const ends = await Promise.all([1, 2, 3].map(() => openShare(shared, staying(), cut)))
    const all = addUp(resultsOf(ends.map(endOf), never))
    expect(ticket.headerLength + all.messageBytes).toBe(message.length)
    expect(target.content()).toHaveLength(all.plaintextBytes)
    return target.content()
  })
}

/** Opens a message in one go, in the same steps. */
function inOneGo(message: Uint8Array, ioLength: number) {
  return outcomeOf(async () => {
    const ticket = openMessage({ header: headerOf(message), dataKey: keyOf(7) })
    const target = memoryFile()
    const task = { source: memoryFile(message), target, ticket, size: message.length }
    const cut = openSteps(task, ioLength)
    await new FrameOpening(task, cut).open({ first: 0, count: cut.total, last: true }, control())
    return target.content()
  })
}

/** The message layer's own reading of the whole, which knows of no steps. */
const asAWhole = (message: Uint8Array) => outcomeOf(async () => Buffer.from(openWhole(message)))

async function agree(message: Uint8Array, ioLength: number, stepsAtOnce: number): Promise<Outcome> {
  const [shares, oneGo, whole] = [
    await inShares(message, () => stepsAtOnce, ioLength),
    await inOneGo(message, ioLength),
    await asAWhole(message),
  ]
  expect(shares).toBe(oneGo)
  // Where steps cut a frame that is not where it should be, the words may differ; whether it opens never does.
  if (!whole.startsWith('MESSAGE_') || !shares.startsWith('MESSAGE_')) expect(shares).toBe(whole)
  return shares
}

const sizes = {
  size: fc.integer({ min: 0, max: 400 }),
  frameLength: fc.integer({ min: 1, max: 40 }),
  ioLength: fc.integer({ min: 1, max: 300 }),
  stepsAtOnce: fc.integer({ min: 1, max: 5 }),
}

/** Body edited by whole frames and by bytes; the last frame may be shorter. */
function edited(
  message: Uint8Array,
  frameBytes: number,
  edits: readonly { kind: string; a: number; b: number }[],
) {
  const { headerLength } = headerOf(message)
  let body = Buffer.from(message.subarray(headerLength))
  for (const { kind, a, b } of edits) {
    const frames: Buffer[] = []
    for (let at = 0; at < body.length; at += frameBytes) frames.push(body.subarray(at, at + frameBytes))
    const [one, two] = [a % Math.max(1, frames.length), b % Math.max(1, frames.length)]
    const [first, second] = [frames[one], frames[two]]
    if (first === undefined || second === undefined) continue
    if (kind === 'swap') [frames[one], frames[two]] = [second, first]
    if (kind === 'drop') frames.splice(one, 1)
    if (kind === 'duplicate') frames.splice(two, 0, first)
    body = Buffer.concat(frames)
    if (kind === 'cut') body = body.subarray(0, a % (body.length + 1))
    if (kind === 'extend') body = Buffer.concat([body, bytes(1 + (a % 50))])
    if (kind === 'flip' && body.length > 0)
      body[a % body.length] = (body[a % body.length] ?? 0) ^ (1 << (b % 8))
  }
  return Buffer.concat([message.subarray(0, headerLength), body])
}

describe('shares of a message', () => {
  it('F-40 open to what was sealed, for any size, frame length and cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.record(sizes), async ({ size, frameLength, ioLength, stepsAtOnce }) => {
        const plaintext = bytes(size)
        const message = sealWhole(plaintext, { frameLength })
        expect(await agree(message, ioLength, stepsAtOnce)).toBe(plaintext.toString('hex'))
      }),
    )
  })

  const edit = fc.record({
    kind: fc.constantFrom('swap', 'drop', 'duplicate', 'cut', 'extend', 'flip'),
    a: fc.nat(),
    b: fc.nat(),
  })

  it('F-41 refuse and open as one pass does, whatever frames and bytes were changed', async () => {
    const edits = fc.array(edit, { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(
        fc.record(sizes),
        edits,
        async ({ size, frameLength, ioLength, stepsAtOnce }, list) => {
          const message = sealWhole(bytes(size), { frameLength })
          const changed = edited(message, frameLength + 32, list)
          const outcome = await agree(changed, ioLength, stepsAtOnce)
          if (changed.equals(message)) expect(outcome).not.toMatch(/^MESSAGE_/)
          else expect(outcome).toMatch(/^MESSAGE_/)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('F-29 and F-31 refuse and open as one pass does, where authentic frames stand in any order', async () => {
    const frame = fc.record({
      kind: fc.constantFrom<'regular' | 'final'>('regular', 'regular', 'regular', 'final'),
      skew: fc.constantFrom(0, 0, 0, 0, 0, 1, -1),
      // A final frame of 2 bytes is as long as a regular one of 10.
      length: fc.constantFrom(2, 2, 2, 0, 5, 10, 11),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(frame, { maxLength: 12 }),
        fc.integer({ min: 0, max: 10 }),
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 1, max: 4 }),
        async (list, lastLength, ioLength, stepsAtOnce) => {
          const frames = list.map(({ kind, skew, length }, index) => {
            const content = bytes(kind === 'regular' ? 10 : length)
            return { kind, sequence: Math.max(0, index + 1 + skew), content }
          })
          const end = { kind: 'final', sequence: list.length + 1, content: bytes(lastLength) } as const
          await agree(craftMessage({ frameLength: 10, frames: [...frames, end] }), ioLength, stepsAtOnce)
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('shares of a plaintext', () => {
  it('F-40 become one message that opens to it, whoever seals how much and leaves when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record(sizes),
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        async ({ size, frameLength, stepsAtOnce }, chance) => {
          const plaintext = bytes(size)
          const message = { dataKey: keyOf(7), encryptedDataKeys: [anyDoor], context: new Map(), frameLength }
          const { header, handOver } = beginMessage(message)
          const target = memoryFile()
          const task = { source: memoryFile(plaintext), target, header, ticket: handOver(), size }
          const leaving = (): boolean => chance.next().value === 0
          const share = () => sealShare({ ...task, framesAtOnce: stepsAtOnce }, { ...control(), leaving })
          const ends: ShareEnd[] = []
          while (SharedClaims.anyLeft(task.ticket.claims)) {
            ends.push(...(await Promise.all([share(), share()])))
          }
          const all = addUp(resultsOf(ends.map(endOf), never))
          expect(all).toEqual({ plaintextBytes: size, messageBytes: target.content().length })
          expect(Buffer.from(openWhole(target.content())).equals(plaintext)).toBe(true)
        },
      ),
    )
  })

  it('are given nothing more once one of them failed, and settle with nothing under way', async () => {
    const message = { dataKey: keyOf(7), encryptedDataKeys: [anyDoor], context: new Map(), frameLength: 100 }
    const { header, handOver } = beginMessage(message)
    const [short, target] = [memoryFile(bytes(1000)), memoryFile()]
    const lent: Uint8Array[] = []
    const source = {
      ...short,
      read: (into: Uint8Array, position: number) => {
        lent.push(into)
        return short.read(into, position)
      },
    }
    const task = { source, target, header, ticket: handOver(), size: 2000, framesAtOnce: 4 }
    const ends = await Promise.all([sealShare(task, staying()), sealShare(task, staying())])
    expect(ends.some(({ failure }) => failure !== null)).toBe(true)
    expect(SharedClaims.anyLeft(task.ticket.claims)).toBe(false)
    expect([short.pending, target.pending]).toEqual([0, 0])
    expect(lent.every((buffer) => buffer.every((byte) => byte === 0))).toBe(true)
  })
})
