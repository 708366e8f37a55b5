import fs from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { workerEngine } from '../../../../../src/main/jobs/engine/worker-engine.ts'
import { decryptIn, encryptIn, keyring, messageOf } from '../../../../support/file-work.ts'
import { Room, bytes, workerUrl } from '../../../../support/jobs-room.ts'
import { moveIn, movedPlaintext } from '../../../../support/move-work.ts'

const mebibyte = 1024 * 1024
const engine = workerEngine(workerUrl)
afterAll(() => engine.close())

describe('a message that is moved to another key', () => {
  it.each([
    [0, 1000, 700],
    [0, 1, 1],
    [1, 1000, 700],
    [700, 1000, 700],
    [1400, 1000, 700],
    [1401, 700, 1401],
    [5, 1, 2],
    [5, 2, 1],
    [3 * mebibyte + 7, mebibyte, 8192],
    [3 * mebibyte + 7, 8192, mebibyte],
    [3 * mebibyte, mebibyte, mebibyte],
    [2 * mebibyte, 5 * mebibyte, 65536],
    [2 * mebibyte, 65536, 5 * mebibyte],
    [5000, 4096, 1],
  ])('of %i bytes holds the same in frames of %i and then of %i', async (size, oldLength, frameLength) => {
    using room = new Room()
    const content = bytes(size)
    room.write('a.bin.encrypted', await messageOf(content, oldLength))
    const moved = await moveIn(room, { frameLength })
    expect(moved).toMatchObject({ plaintextBytes: size, verified: true, durability: 'durable' })
    expect(fs.statSync(moved.path).size).toBe(moved.messageBytes)
    expect((await movedPlaintext(room)).equals(content)).toBe(true)
  })

  it('goes through a worker thread the same', async () => {
    using room = new Room()
    const content = bytes(3 * mebibyte + 5)
    room.write('a.bin.encrypted', await messageOf(content, mebibyte))
    await moveIn(room, { engine, frameLength: 8192 })
    expect((await movedPlaintext(room)).equals(content)).toBe(true)
  })

  it('no longer opens with the old key, and the old message is as it was', async () => {
    using room = new Room()
    const message = await messageOf(bytes(5000))
    room.write('a.bin.encrypted', message)
    await moveIn(room)
    const tried = decryptIn(room, { keyring, source: room.path('moved.encrypted') })
    await expect(tried).rejects.toMatchObject({ code: 'NO_DOOR_OPENS' })
    expect(fs.readFileSync(room.path('a.bin.encrypted')).equals(message)).toBe(true)
    expect(room.names()).toEqual(['a.bin.encrypted', 'moved.encrypted'])
  })

  it.each(['0478', '0578'] as const)('may be signed before, and %s after', async (suite) => {
    using room = new Room()
    const content = bytes(5000)
    room.write('a.bin', content)
    await encryptIn(room, { suite: '0578', context: new Map([['a', '1']]) })
    await moveIn(room, { suite })
    expect((await movedPlaintext(room)).equals(content)).toBe(true)
  })
})
