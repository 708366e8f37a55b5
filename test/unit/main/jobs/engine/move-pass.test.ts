import { describe, expect, it } from 'vitest'
import { checkMoved, movePass } from '../../../../../src/main/jobs/engine/move-pass.ts'
import { MoveSealer, moveBuffers } from '../../../../../src/main/jobs/engine/move-sealer.ts'
import { newFingerprintKey } from '../../../../../src/main/jobs/engine/move-fingerprint.ts'
import { threadEngine } from '../../../../../src/main/jobs/engine/thread-engine.ts'
import { FrameSealer } from '../../../../../src/main/message/frame-sealer.ts'
import { openMessage } from '../../../../../src/main/message/open-message.ts'
import { bytes } from '../../../../support/jobs-room.ts'
import { moving } from '../../../../support/move-work.ts'
import type { MovingTask } from '../../../../support/move-work.ts'
import { codeOf, headerOf, keyOf, openWhole, sealWhole } from '../../message/support/whole-message.ts'

const mebibyte = 1024 * 1024
const size = 3 * mebibyte + 77
const control = () => ({ signal: new AbortController().signal, onProgress: () => {} })

const opened = ({ target }: MovingTask): Buffer =>
  Buffer.from(openWhole(target.content(), { dataKey: keyOf(8) }))

describe.each([
  [1000, 1000],
  [65_536, 1000],
  [1000, 65_536],
  [mebibyte, mebibyte],
  [mebibyte, 700_000],
  [2 * mebibyte, 5 * mebibyte],
])('a move from frames of %i bytes to frames of %i', (oldLength, frameLength) => {
  it('keeps every byte and writes about a mebibyte at a time', async () => {
    const content = bytes(size)
    const task = moving(sealWhole(content, { frameLength: oldLength }), frameLength)
    const result = await movePass(task, control())
    expect(result).toEqual({ plaintextBytes: size, messageBytes: task.target.content().length })
    expect(opened(task).equals(content)).toBe(true)
    expect(task.target.longestWrite).toBeLessThan(mebibyte + Math.min(frameLength, size) + 4096)
  })
})

describe('a move', () => {
  it('gives the fingerprint that reading the new message back gives', async () => {
    const fingerprintKey = newFingerprintKey()
    const task = { ...moving(sealWhole(bytes(size), { frameLength: 8192 }), 700_000), fingerprintKey }
    const { fingerprint } = await movePass(task, control())
    const message = task.target.content()
    const ticket = openMessage({ header: headerOf(message), dataKey: keyOf(8) })
    const reading = { source: task.target, target: null, ticket, size: message.length }
    const back = await threadEngine.open({ ...reading, fingerprintKey }, control())
    expect(fingerprint).toHaveLength(16)
    expect(back.fingerprint).toEqual(fingerprint)
    expect(await threadEngine.open(reading, control())).not.toHaveProperty('fingerprint')
  })

  it('makes no whole message of an old one that does not verify to its end', async () => {
    const message = sealWhole(bytes(size), { frameLength: 8192, suite: '0578' })
    message[message.length - 1] = (message.at(-1) ?? 0) ^ 1
    const task = moving(message, 8192)
    await expect(movePass(task, control())).rejects.toMatchObject({ code: 'MESSAGE_DAMAGED' })
    expect(task.target.content().length).toBeGreaterThan(mebibyte)
    expect(codeOf(() => opened(task))).toBe('MESSAGE_TRUNCATED')
  })

  it('wipes the plaintext that waited for its frame', async () => {
    const { target, header, seal: ticket } = moving(sealWhole(bytes(10)), 8192)
    const to = { target, header, ticket }
    const buffers = moveBuffers(to, 5000)
    const sealer = new MoveSealer(FrameSealer.fromTicket(ticket), to, buffers)
    await sealer.push(Buffer.alloc(5000, 'secret'))
    expect(Buffer.from(buffers.pending).includes('secret')).toBe(true)
    await sealer.close()
    expect(buffers.pending.every((byte) => byte === 0)).toBe(true)
  })

  it('is not done where the new message has another length than its content makes', () => {
    const task = moving(sealWhole(bytes(10)), 4)
    const messageBytes = task.header.length + 2 * (4 + 32) + 2 + 40
    const check = (plaintextBytes: number, more = 0, expected = 10) =>
      codeOf(() => checkMoved(task, { plaintextBytes, messageBytes: messageBytes + more }, expected))
    expect(check(10)).toBe('nothing')
    expect([check(9), check(10, 1), check(10, -1), check(10, 0, 11)]).toEqual(
      Array.from({ length: 4 }, () => 'INTERNAL'),
    )
  })

  it('settles only when none of its transfers is under way, and is cancelled between two steps', async () => {
    const task = moving(sealWhole(bytes(size), { frameLength: 8192 }), 8192)
    const controller = new AbortController()
    const moved = movePass(task, { signal: controller.signal, onProgress: () => controller.abort() })
    await expect(moved).rejects.toMatchObject({ code: 'CANCELLED' })
    expect([task.source.pending, task.target.pending]).toEqual([0, 0])
  })

  it('fails where the disk does, with no transfer under way', async () => {
    const task = moving(sealWhole(bytes(size), { frameLength: 8192 }), 8192)
    const failing = { ...task.target, write: () => Promise.reject(new Error('no')) }
    await expect(movePass({ ...task, target: failing }, control())).rejects.toThrow('no')
    expect([task.source.pending, task.target.pending]).toEqual([0, 0])
  })

  it('takes a ticket once', async () => {
    const task = moving(sealWhole(bytes(10)), 8192)
    await movePass(task, control())
    await expect(movePass(task, control())).rejects.toMatchObject({ code: 'SEALER_SPENT' })
  })

  it('holds no more than the file has, whatever frame lengths the headers name', async () => {
    const task = moving(sealWhole(bytes(10), { frameLength: 64 * mebibyte }), 64 * mebibyte)
    const before = process.memoryUsage().arrayBuffers
    await movePass(task, control())
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(mebibyte)
  })

  it('tells its progress in bytes of the old message', async () => {
    const task = moving(sealWhole(bytes(size), { frameLength: 8192 }), 700_000)
    const told: number[] = []
    await movePass(task, { ...control(), onProgress: (done) => told.push(done) })
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBe(task.size)
  })
})
