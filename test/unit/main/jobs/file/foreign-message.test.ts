import fs from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { DataKeyKeyring } from '../../../../../scripts/vectors/data-key-keyring.ts'
import { workerEngine } from '../../../../../src/main/jobs/engine/worker-engine.ts'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import type { SuiteId } from '../../../../../src/main/message/algorithm-suite.ts'
import { defaultMessageLimits } from '../../../../../src/main/message/message-limits.ts'
import { decryptIn, filesWith, nth } from '../../../../support/file-work.ts'
import { Room, bytes, workerUrl } from '../../../../support/jobs-room.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'

const mebibyte = 1024 * 1024
const keyring = new DataKeyKeyring(Buffer.alloc(32, 7))
const allowing = { ...defaultMessageLimits, commitmentPolicy: 'REQUIRE_ENCRYPT_ALLOW_DECRYPT' } as const
const engine = workerEngine(workerUrl)
afterAll(() => engine.close())

const block = (content: Uint8Array, suite: SuiteId = '0478'): Buffer =>
  craftMessage({ suite, frameLength: 0, frames: [{ kind: 'singleBlock', sequence: 1, content }] })
const roomWith = (message: Uint8Array): Room => {
  const room = new Room()
  room.write('a.bin.encrypted', message)
  return room
}

describe('a message without key commitment', () => {
  const older = block(Buffer.from('older'), '0178')

  it('F-73 is refused unless it was allowed, before a key is asked for', async () => {
    using room = roomWith(older)
    let asked = 0
    const counting: Keyring = {
      wrap: () => keyring.wrap(),
      unwrap: (request) => {
        asked += 1
        return keyring.unwrap(request)
      },
    }
    const refused = decryptIn(room, { keyring: counting })
    await expect(refused).rejects.toMatchObject({ code: 'COMMITMENT_REQUIRED', facts: { suite: '0178' } })
    expect(asked).toBe(0)
    expect(room.names()).toEqual(['a.bin.encrypted'])
    await decryptIn(room, { keyring: counting, limits: allowing })
    expect(fs.readFileSync(room.path('out.bin'), 'utf8')).toBe('older')
  })
})

describe('a message that is one block', () => {
  it.each([0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte + 5])(
    'F-44 of %i bytes opens piece by piece, here and in a worker',
    async (size) => {
      const content = bytes(size)
      for (const more of [{}, { engine }]) {
        using room = roomWith(block(content))
        const opened = await decryptIn(room, { keyring, ...more })
        expect(opened).toMatchObject({ plaintextBytes: size })
        expect(fs.readFileSync(opened.path).equals(content)).toBe(true)
      }
    },
  )

  it('F-75 leaves nothing where its tag does not verify, though its plaintext was already written', async () => {
    const message = block(bytes(3 * mebibyte))
    message[message.length - 1] = (message.at(-1) ?? 0) ^ 1
    using room = roomWith(message)
    const written: number[] = []
    const onProgress = (done: number) => written.push(done)
    await expect(decryptIn(room, { keyring, onProgress })).rejects.toMatchObject({ code: 'MESSAGE_DAMAGED' })
    expect(written).toHaveLength(3)
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })

  it('F-75 is refused cut or with bytes behind it, and leaves nothing', async () => {
    const message = block(bytes(2 * mebibyte))
    const variants = [
      ...[1, 16, 17, mebibyte, 2 * mebibyte].map((cut) => message.subarray(0, message.length - cut)),
      ...[1, 2 * mebibyte].map((more) => Buffer.concat([message, Buffer.alloc(more)])),
    ]
    const codes: string[] = []
    for (const variant of variants) {
      using room = roomWith(variant)
      const code = await decryptIn(room, { keyring }).catch((error: { code: string }) => error.code)
      codes.push(String(code))
      expect(room.names()).toEqual(['a.bin.encrypted'])
    }
    const truncated = Array.from({ length: 5 }, () => 'MESSAGE_TRUNCATED')
    expect(codes).toEqual([...truncated, 'MESSAGE_TRAILING_BYTES', 'MESSAGE_TRAILING_BYTES'])
  })

  it('F-45 is refused above the limit, and before a byte is written', async () => {
    using room = roomWith(block(bytes(100)))
    const limits = { ...defaultMessageLimits, maxNonFramedLength: 99 }
    const refused = decryptIn(room, { keyring, limits })
    await expect(refused).rejects.toMatchObject({
      code: 'MESSAGE_LIMIT_EXCEEDED',
      facts: { what: 'nonFramedContent', limit: 99 },
    })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })

  it('F-75 leaves nothing where the disk fails under it', async () => {
    using room = roomWith(block(bytes(3 * mebibyte)))
    const files = filesWith(nth('write', /\.part$/, 2, { kind: 'error', errno: 'EIO' }))
    await expect(decryptIn(room, { keyring, files })).rejects.toMatchObject({ code: 'DISK_FAILED' })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })

  it('F-75 stops when it is cancelled, and leaves nothing', async () => {
    using room = roomWith(block(bytes(3 * mebibyte)))
    const controller = new AbortController()
    const onProgress = () => controller.abort()
    const cancelled = decryptIn(room, { keyring, signal: controller.signal, onProgress })
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })
})

const huge = (frames: Parameters<typeof craftMessage>[0]['frames']): Buffer =>
  craftMessage({ frameLength: 0xffff_ffff, frames })

describe('a message whose header names a huge frame', () => {
  it('F-43 opens where its content is short, in little memory', async () => {
    const content = bytes(1000)
    using room = roomWith(huge([{ kind: 'final', sequence: 1, content }]))
    const opened = await decryptIn(room, { keyring })
    expect(fs.readFileSync(opened.path).equals(content)).toBe(true)
  })

  it('F-43 is refused without being read where the file is as large as it says', async () => {
    using room = roomWith(huge([]))
    fs.truncateSync(room.path('a.bin.encrypted'), 5 * 1024 * mebibyte)
    const before = process.memoryUsage().arrayBuffers
    await expect(decryptIn(room, { keyring })).rejects.toMatchObject({ code: 'MESSAGE_LIMIT_EXCEEDED' })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * mebibyte)
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })
})
