import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkFrameCount } from '../../../../../src/main/jobs/file/check-outgoing.ts'
import { leastPlaintextLength } from '../../../../../src/main/jobs/file/least-plaintext.ts'
import { threadEngine } from '../../../../../src/main/jobs/engine/thread-engine.ts'
import type { Engine } from '../../../../../src/main/jobs/engine/engine.ts'
import { suiteOf } from '../../../../../src/main/message/algorithm-suite.ts'
import { defaultMessageLimits } from '../../../../../src/main/message/message-limits.ts'
import { footerLengths, plaintextLengthOf } from '../../../../../src/main/message/message-size.ts'
import { filesWith, messageOf, nth } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'
import { moveIn } from '../../../../support/move-work.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'
import { headerOf, sealWhole } from '../../message/support/whole-message.ts'

const mebibyte = 1024 * 1024
const content = bytes(3 * mebibyte)
const message = await messageOf(content, 65_536)

/** Every fifth place of the message: verify-file.test.ts tries each, with the same reading of messages. */
const stride = 5

/** A keyring that is not to be asked. */
const asked = () => Promise.reject(new Error('asked'))
const nobody = { wrap: asked, unwrap: asked }

const overstating: Engine['move'] = async (task, control) => {
  const result = await threadEngine.move(task, control)
  return { ...result, messageBytes: result.messageBytes + 1 }
}

function roomOf(bytesOfMessage: Uint8Array = message): Room {
  const room = new Room()
  room.write('a.bin.encrypted', bytesOfMessage)
  return room
}

describe('a move is refused, and leaves nothing, where the old message', () => {
  it('has a byte changed, wherever it is', async () => {
    const small = await messageOf(bytes(100), 50)
    using room = roomOf(small)
    for (let at = 0; at < small.length; at += stride) {
      const changed = Buffer.from(small)
      changed[at] = (changed[at] ?? 0) ^ 1
      room.write('a.bin.encrypted', changed)
      await expect(moveIn(room), `at ${at}`).rejects.toMatchObject({ name: 'VaultError' })
      expect(room.names()).toEqual(['a.bin.encrypted'])
    }
  })

  it('was cut, wherever that is, or is followed by bytes', async () => {
    const small = await messageOf(bytes(100), 50)
    using room = roomOf(small)
    for (let length = 0; length < small.length; length += stride) {
      room.write('a.bin.encrypted', small.subarray(0, length))
      await expect(moveIn(room), `cut at ${length}`).rejects.toMatchObject({ code: 'MESSAGE_TRUNCATED' })
    }
    room.write('a.bin.encrypted', Buffer.concat([small, Buffer.alloc(1)]))
    await expect(moveIn(room)).rejects.toMatchObject({ code: 'MESSAGE_TRAILING_BYTES' })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })

  it.each(['grows', 'is written to', 'is cut'])('%s while it is read', async (what) => {
    using room = roomOf()
    const change = () => {
      const path = room.path('a.bin.encrypted')
      if (what === 'grows') fs.appendFileSync(path, 'x')
      else if (what === 'is cut') fs.truncateSync(path, message.length - 1)
      else fs.writeFileSync(path, Buffer.alloc(1), { flag: 'r+' })
    }
    // The header is the first read.
    const files = filesWith(nth('read', 'a.bin.encrypted', 3, { kind: 'before', run: change }))
    await expect(moveIn(room, { files })).rejects.toMatchObject({ code: 'FILE_CHANGED' })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })
})

describe('a move', () => {
  it('is cancelled in each of its phases, and leaves nothing', async () => {
    for (const phase of ['working', 'readingBack', 'publishing'] as const) {
      using room = roomOf()
      const controller = new AbortController()
      const onPhase = (now: string) => (now === phase ? controller.abort() : undefined)
      const cancelled = moveIn(room, { signal: controller.signal, onPhase, frameLength: 8192 })
      await expect(cancelled, phase).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(room.names()).toEqual(['a.bin.encrypted'])
    }
  })

  it('is cancelled in the middle of its pass, and leaves nothing', async () => {
    using room = roomOf()
    const controller = new AbortController()
    const onProgress = () => controller.abort()
    await expect(moveIn(room, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })

  it('never replaces: a name that is taken is numbered or refused, before any work where that is known', async () => {
    using room = roomOf(await messageOf(bytes(10)))
    room.write('moved.encrypted', 'mine')
    const refused = moveIn(room, { ifExists: 'refuse', openingKeyring: nobody, keyring: nobody })
    await expect(refused).rejects.toMatchObject({ code: 'TARGET_EXISTS' })
    expect((await moveIn(room)).path).toBe(room.path('moved (2).encrypted'))
    // Onto itself it is numbered too.
    const onItself = await moveIn(room, { target: room.path('a.bin.encrypted') })
    expect(onItself.path).toBe(room.path('a (2).bin.encrypted'))
    expect(fs.readFileSync(room.path('moved.encrypted'), 'utf8')).toBe('mine')
  })

  it('is not written under a policy that forbids commitment', async () => {
    using room = roomOf()
    const limits = { ...defaultMessageLimits, commitmentPolicy: 'FORBID_ENCRYPT_ALLOW_DECRYPT' } as const
    await expect(moveIn(room, { limits })).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  })

  it('of a private file is private', async () => {
    using room = roomOf()
    fs.chmodSync(room.path('a.bin.encrypted'), 0o600)
    const { path } = await moveIn(room, { mode: 0o644, frameLength: 8192 })
    expect(fs.statSync(path).mode & 0o777).toBe(0o600)
  })

  it('tells its phases in order', async () => {
    using room = roomOf(await messageOf(bytes(10)))
    const phases: string[] = []
    await moveIn(room, { onPhase: (phase) => phases.push(phase) })
    expect(phases).toEqual(['working', 'readingBack', 'publishing'])
  })

  it('that writes less than it says is not published', async () => {
    using room = roomOf(await messageOf(bytes(10)))
    await expect(moveIn(room, { engine: { ...threadEngine, move: overstating } })).rejects.toMatchObject({
      code: 'DISK_FAILED',
    })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })
})

describe('content that does not fit into frames of the new length', () => {
  it('is told before a data key is made or a file is', async () => {
    using room = new Room()
    // Two of its frames are there; the file is as long as one with 2^33 bytes of content.
    const source = room.write('a.bin.encrypted', message)
    fs.truncateSync(source, 2 ** 33)
    await expect(moveIn(room, { keyring: nobody, frameLength: 1 })).rejects.toMatchObject({
      code: 'FRAME_NUMBERS_EXHAUSTED',
      facts: { frameLength: 1 },
    })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })

  it('is what its length says: exact to the byte for a framed message that is not signed', () => {
    const header = headerOf(message)
    expect(leastPlaintextLength(header, message.length)).toBe(content.length)
    const last = 2 ** 32 - 1
    expect(() => checkFrameCount(last, 1)).not.toThrow()
    expect(() => checkFrameCount(last + 1, 1)).toThrow('too large for this frame length')
  })

  it('is exact for a message of one block', () => {
    for (const size of [0, 1, 5000]) {
      const frames = [{ kind: 'singleBlock', sequence: 1, content: bytes(size) }] as const
      const block = craftMessage({ frameLength: 0, frames })
      expect(leastPlaintextLength(headerOf(block), block.length)).toBe(size)
    }
  })

  it('is never more than a signed message of that length can hold, whatever its signature’s length', () => {
    const header = headerOf(sealWhole(bytes(10), { suite: '0578', frameLength: 30 }))
    const { least, most } = footerLengths(suiteOf('0578'))
    for (let size = header.headerLength + most + 40; size < header.headerLength + 600; size += 1) {
      const found = leastPlaintextLength(header, size)
      for (let footer = least; footer <= most; footer += 1) {
        const held = plaintextLengthOf(size - header.headerLength - footer, 30)
        if (held !== undefined) expect(found, `${size} bytes, footer of ${footer}`).toBeLessThanOrEqual(held)
        if (footer === most && held !== undefined) expect(found).toBe(held)
      }
    }
  })

  it('is nothing for a file that is too short for any message', () => {
    const header = headerOf(message)
    expect(leastPlaintextLength(header, header.headerLength)).toBe(0)
    const block = craftMessage({ frameLength: 0, frames: [] })
    expect(leastPlaintextLength(headerOf(block), block.length)).toBe(0)
  })
})
