import fs from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { workerEngine } from '../../../../../src/main/jobs/engine/worker-engine.ts'
import { MultiKeyring } from '../../../../../src/main/keyrings/multi-keyring.ts'
import { suiteOf } from '../../../../../src/main/message/algorithm-suite.ts'
import { publicKeyPair } from '../../../../../src/main/message/encryption-context-rules.ts'
import { defaultMessageLimits } from '../../../../../src/main/message/message-limits.ts'
import { footerLengths, messageLength } from '../../../../../src/main/message/message-size.ts'
import { decryptIn, encryptIn, testKeyring } from '../../../../support/file-work.ts'
import { Room, bytes, workerUrl } from '../../../../support/jobs-room.ts'

const mebibyte = 1024 * 1024
const suite = '0578'
const engine = workerEngine(workerUrl)
afterAll(() => engine.close())

/** A keyring that makes so many doors. */
const many = (doors: number): MultiKeyring =>
  new MultiKeyring({
    generator: testKeyring(),
    children: Array.from({ length: doors - 1 }, () => testKeyring()),
  })

describe('a file that is signed', () => {
  it.each([
    [0, 1],
    [0, mebibyte],
    [5, 1],
    [4096, 4096],
    [4097, 4096],
    [mebibyte, mebibyte],
    [3 * mebibyte + 7, 65536],
    [2 * mebibyte, 8192],
    [2 * mebibyte, 5 * mebibyte],
    // The final frame and the footer on both sides of the edge of a step.
    ...[-115, -114, -9, -8, 0, 1].map((offset): [number, number] => [127 * 8192 + offset, 8192]),
    ...[-115, -114, -9, -8, 0, 1].map((offset): [number, number] => [254 * 8192 + offset, 8192]),
  ])('F-68 of %i bytes comes out as it was through frames of %i', async (size, frameLength) => {
    using room = new Room()
    const content = bytes(size)
    room.write('a.bin', content)
    const encrypted = await encryptIn(room, { frameLength, suite })
    const opened = await decryptIn(room)
    expect(fs.readFileSync(opened.path).equals(content)).toBe(true)
    expect(fs.statSync(encrypted.path).size).toBe(encrypted.messageBytes)
    expect(opened.header.suite).toBe(suite)
    const footer = encrypted.messageBytes - messageLength(opened.header.headerLength, size, frameLength)
    const { least, most } = footerLengths(suiteOf(suite))
    expect(footer).toBeGreaterThanOrEqual(least)
    expect(footer).toBeLessThanOrEqual(most)
  })

  it('F-68 goes through a worker thread the same', async () => {
    using room = new Room()
    const content = bytes(3 * mebibyte + 5)
    room.write('a.bin', content)
    await encryptIn(room, { engine, suite, frameLength: 8192, context: new Map([['a', '1']]) })
    const opened = await decryptIn(room, { engine })
    expect(fs.readFileSync(opened.path).equals(content)).toBe(true)
    expect([...opened.header.context.keys()].toSorted()).toEqual(['a', publicKeyPair])
  })

  it('F-69 has another public key each time', async () => {
    const keys = new Set<string | undefined>()
    for (let time = 0; time < 3; time += 1) {
      using room = new Room()
      room.write('a.bin', 'x')
      await encryptIn(room, { suite })
      keys.add((await decryptIn(room)).header.context.get(publicKeyPair))
    }
    expect(keys.size).toBe(3)
  })

  it('F-71 is published only with a right signature: any byte of the footer changed, and nothing is left', async () => {
    using room = new Room()
    room.write('a.bin', bytes(3000))
    const { path } = await encryptIn(room, { suite })
    const message = fs.readFileSync(path)
    for (let at = message.length - 104; at < message.length; at += 1) {
      const changed = Buffer.from(message)
      changed[at] = (changed[at] ?? 0) ^ 1
      room.write('a.bin.encrypted', changed)
      await expect(decryptIn(room)).rejects.toMatchObject({ code: expect.stringMatching(/^MESSAGE_/) })
      expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted'])
    }
  })

  it('F-01 is refused with bytes behind its footer, few or many', async () => {
    using room = new Room()
    room.write('a.bin', bytes(3000))
    const { path } = await encryptIn(room, { suite })
    const message = fs.readFileSync(path)
    for (const trailing of [1, 100, 2 * mebibyte]) {
      room.write('a.bin.encrypted', Buffer.concat([message, Buffer.alloc(trailing)]))
      await expect(decryptIn(room)).rejects.toMatchObject({ code: 'MESSAGE_TRAILING_BYTES' })
    }
    room.write('a.bin.encrypted', Buffer.concat([message, message]))
    await expect(decryptIn(room)).rejects.toMatchObject({ code: 'MESSAGE_TRAILING_BYTES' })
    expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted'])
  })

  it('F-74 is refused where only unsigned messages are taken, before a key is asked for', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    await encryptIn(room, { suite })
    const limits = { ...defaultMessageLimits, unsignedOnly: true }
    const keyring = {
      wrap: () => Promise.reject(new Error('asked')),
      unwrap: () => Promise.reject(new Error('asked')),
    }
    await expect(decryptIn(room, { limits, keyring })).rejects.toMatchObject({ code: 'MESSAGE_UNSUPPORTED' })
  })

  it('F-87 is not written with more doors than are read, and leaves nothing', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const refused = encryptIn(room, { suite, keyring: many(11) })
    await expect(refused).rejects.toMatchObject({
      code: 'MESSAGE_LIMIT_EXCEEDED',
      facts: { count: 11, limit: 10 },
    })
    expect(room.names()).toEqual(['a.bin'])
    const limits = { ...defaultMessageLimits, maxEncryptedDataKeys: null }
    expect((await encryptIn(room, { suite, keyring: many(11), limits })).encryptedDataKeys).toHaveLength(11)
  })

  it('F-73 is not written under a policy that forbids commitment', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const limits = { ...defaultMessageLimits, commitmentPolicy: 'FORBID_ENCRYPT_ALLOW_DECRYPT' } as const
    await expect(encryptIn(room, { limits })).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    expect(room.names()).toEqual(['a.bin'])
  })
})
