import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MoveTask } from '../../../../../src/main/jobs/engine/engine.ts'
import {
  combineFingerprints,
  newFingerprintKey,
} from '../../../../../src/main/jobs/engine/move-fingerprint.ts'
import { moveShare, moveShareOf } from '../../../../../src/main/jobs/engine/move-share.ts'
import { framesInStep } from '../../../../../src/main/jobs/engine/seal-frames.ts'
import type { ShareEnd } from '../../../../../src/main/jobs/engine/share.ts'
import { threadEngine } from '../../../../../src/main/jobs/engine/thread-engine.ts'
import { openMessage } from '../../../../../src/main/message/open-message.ts'
import type { SealFrame } from '../../../../../src/main/message/frame-sealer.ts'
import { sealGcmInto } from '../../../../../src/main/message/aes-gcm.ts'
import { bytes } from '../../../../support/jobs-room.ts'
import type { MemoryFile } from '../../../../support/memory-file.ts'
import { moving } from '../../../../support/move-work.ts'
import { headerOf, keyOf, openWhole, sealWhole } from '../../message/support/whole-message.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'

const mebibyte = 1024 * 1024
const control = { signal: new AbortController().signal, onProgress: () => {}, leaving: () => false }

interface Shared {
  readonly ends: readonly ShareEnd[]
  readonly target: MemoryFile
}

/** A move that so many shares do together. */
async function moveTogether(
  task: MoveTask & { readonly target: MemoryFile },
  given: { plaintextBytes: number; framesAtOnce: number; sealFrame?: SealFrame },
): Promise<Shared> {
  const { sealFrame, ...sizes } = given
  const part = () => moveShare({ ...task, ...sizes }, control, sealFrame)
  return { ends: await Promise.all([part(), part(), part()]), target: task.target }
}

const opened = (target: MemoryFile): Buffer => Buffer.from(openWhole(target.content(), { dataKey: keyOf(8) }))
const failures = ({ ends }: Shared) =>
  ends.flatMap(({ failure }) => (failure === null ? [] : [failure.error]))

describe('a move that several share', () => {
  it('keeps every byte, whatever the lengths of the frames and of the shares', async () => {
    const length = fc.integer({ min: 1, max: 40 })
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 300 }), length, length, length, async (size, old, frameLength, most) => {
        const content = bytes(size)
        const task = moving(sealWhole(content, { frameLength: old }), frameLength)
        const shared = await moveTogether(task, { plaintextBytes: size, framesAtOnce: most })
        expect(failures(shared)).toEqual([])
        expect(opened(shared.target).equals(content)).toBe(true)
        const sizes = shared.ends.map(({ result }) => result.plaintextBytes)
        expect(sizes.reduce((sum, each) => sum + each, 0)).toBe(size)
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    [8192, 8192],
    [4096, mebibyte],
    [mebibyte, 4096],
    [700_001, 65_536],
    [3 * mebibyte, 1_000_003],
  ])('of frames of %i to frames of %i has the fingerprint of its content', async (old, frameLength) => {
    const content = bytes(7 * mebibyte + 11)
    const fingerprintKey = newFingerprintKey()
    const task = { ...moving(sealWhole(content, { frameLength: old }), frameLength), fingerprintKey }
    const framesAtOnce = 2 * framesInStep(frameLength)
    const shared = await moveTogether(task, { plaintextBytes: content.length, framesAtOnce })
    expect(failures(shared)).toEqual([])
    expect(shared.ends.filter(({ result }) => result.plaintextBytes > 0).length).toBeGreaterThan(1)
    const message = shared.target.content()
    const ticket = openMessage({ header: headerOf(message), dataKey: keyOf(8) })
    const reading = { source: shared.target, target: null, ticket, size: message.length, fingerprintKey }
    const back = await threadEngine.open(reading, control)
    const parts = shared.ends.map(({ result }) => result.fingerprint ?? new Uint8Array())
    expect(combineFingerprints(parts)).toEqual(back.fingerprint)
    expect(opened(shared.target).equals(content)).toBe(true)
  })

  it('seals each of its frames once: no pair of key and IV is used twice', async () => {
    const content = bytes(3000)
    const task = moving(sealWhole(content, { frameLength: 100 }), 70)
    const used: string[] = []
    const sealFrame: SealFrame = (use, ...rest) => {
      used.push(Buffer.from(use.iv).toString('hex'))
      return sealGcmInto(use, ...rest)
    }
    await moveTogether(task, { plaintextBytes: content.length, framesAtOnce: 2, sealFrame })
    expect(used).toHaveLength(Math.ceil(3000 / 70))
    expect(new Set(used).size).toBe(used.length)
  })

  it('is whole with an empty final frame, as other writers end', async () => {
    const content = bytes(32)
    const message = craftMessage({
      frameLength: 16,
      frames: [
        { kind: 'regular', sequence: 1, content: content.subarray(0, 16) },
        { kind: 'regular', sequence: 2, content: content.subarray(16) },
        { kind: 'final', sequence: 3, content: Buffer.alloc(0) },
      ],
    })
    const shared = await moveTogether(moving(message, 10), { plaintextBytes: 32, framesAtOnce: 1 })
    expect(opened(shared.target).equals(content)).toBe(true)
  })

  it('opens an empty final frame that lies behind all steps with content', async () => {
    const content = bytes(2 * mebibyte)
    const frames = [
      { kind: 'regular', sequence: 1, content: content.subarray(0, mebibyte) },
      { kind: 'regular', sequence: 2, content: content.subarray(mebibyte) },
      { kind: 'final', sequence: 3, content: Buffer.alloc(0) },
    ] as const
    const message = craftMessage({ frameLength: mebibyte, frames })
    const given = { plaintextBytes: content.length, framesAtOnce: 1 }
    const shared = await moveTogether(moving(message, mebibyte), given)
    expect(opened(shared.target).equals(content)).toBe(true)
    message[message.length - 1] = (message.at(-1) ?? 0) ^ 1
    const damaged = await moveTogether(moving(message, mebibyte), given)
    expect(failures(damaged)).toMatchObject([{ code: 'MESSAGE_DAMAGED' }])
  })

  it('fails in somebody’s share where any byte of the old body is changed', async () => {
    const message = sealWhole(bytes(100), { frameLength: 30 })
    const { headerLength } = headerOf(message)
    for (let at = headerLength; at < message.length; at += 1) {
      const changed = Uint8Array.from(message)
      changed[at] = (changed[at] ?? 0) ^ 1
      const shared = await moveTogether(moving(changed, 20), { plaintextBytes: 100, framesAtOnce: 1 })
      expect(failures(shared), `at ${at}`).not.toEqual([])
    }
  })

  it('has no transfer under way when it settled, also after a failure', async () => {
    const message = sealWhole(bytes(3 * mebibyte), { frameLength: 8192 })
    message[message.length - 1] = (message.at(-1) ?? 0) ^ 1
    const task = moving(message, 8192)
    const shared = await moveTogether(task, { plaintextBytes: 3 * mebibyte, framesAtOnce: 127 })
    expect(failures(shared)).toMatchObject([{ code: 'MESSAGE_DAMAGED' }])
    expect([task.source.pending, task.target.pending]).toEqual([0, 0])
  })
})

describe('a move is shared', () => {
  const large = { ...moving(sealWhole(bytes(10), { frameLength: 8192 }), 8192), size: 64 * mebibyte }

  it('where both messages are framed and unsigned, and the old one is large', () => {
    expect(moveShareOf(large, 4)).toMatchObject({ atMost: 4 })
    expect(moveShareOf(large, 1)).toBe(null)
    expect(moveShareOf({ ...large, size: 10 * mebibyte }, 4)).toBe(null)
    const { open, seal } = large
    const signature = { algorithm: 'P-384', key: seal.key, header: new Uint8Array() } as never
    expect(moveShareOf({ ...large, open: { ...open, signature } }, 4)).toBe(null)
    expect(moveShareOf({ ...large, seal: { ...seal, signature } }, 4)).toBe(null)
    expect(moveShareOf({ ...large, open: { ...open, contentType: 'nonFramed' } }, 4)).toBe(null)
  })

  it('by fewer threads where frames are large, and in pieces of whole blocks', () => {
    const { open, seal } = large
    const size = 4096 * mebibyte
    const ofFrames = (old: number, frameLength: number) => ({
      ...large,
      size: large.open.headerLength + 40 + size,
      open: { ...open, frameLength: old },
      seal: { ...seal, frameLength },
    })
    expect(moveShareOf(ofFrames(2 ** 25, 8192), 16)?.atMost ?? 1).toBeLessThan(3)
    expect(moveShareOf(ofFrames(1, 8192), 16)?.atMost ?? 16).toBe(16)
    for (const frameLength of [1, 4096, 8192, 700_001]) {
      const share = moveShareOf(ofFrames(1, frameLength), 16)
      expect((share?.framesAtOnce ?? 0) % framesInStep(frameLength)).toBe(0)
    }
  })
})
