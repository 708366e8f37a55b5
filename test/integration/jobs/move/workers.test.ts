import fs from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { workerEngine } from '../../../../src/main/jobs/engine/worker-engine.ts'
import { nodeFiles } from '../../../../src/main/jobs/files/node-files.ts'
import { decryptIn, encryptIn } from '../../../support/file-work.ts'
import { Room, bytes, workerUrl } from '../../../support/jobs-room.ts'
import { moveIn, movedPlaintext } from '../../../support/move-work.ts'

const mebibyte = 1024 * 1024

describe('a large file moved by two workers', () => {
  const engine = workerEngine(workerUrl, { threads: 2 })
  afterAll(() => engine.close())

  it.each([
    [mebibyte, mebibyte],
    [8192, mebibyte],
    [mebibyte, 8192],
  ])('from frames of %i to frames of %i holds the same', async (old, frameLength) => {
    using room = new Room()
    const content = bytes(34 * mebibyte + 9)
    room.write('a.bin', content)
    await encryptIn(room, { engine, frameLength: old })
    const told: number[] = []
    const { old: was } = await moveIn(room, { engine, frameLength, onProgress: (done) => told.push(done) })
    expect(Math.max(...told)).toBeLessThanOrEqual(was.messageBytes)
    expect((await movedPlaintext(room)).equals(content)).toBe(true)
  })

  it('leaves nothing where the old message is damaged in its middle', async () => {
    using room = new Room()
    room.write('a.bin', bytes(34 * mebibyte))
    const { path } = await encryptIn(room, { engine, frameLength: mebibyte })
    const descriptor = fs.openSync(path, 'r+')
    fs.writeSync(descriptor, Buffer.from('damage'), 0, 6, 20 * mebibyte)
    fs.closeSync(descriptor)
    await expect(moveIn(room, { engine })).rejects.toMatchObject({ code: 'MESSAGE_DAMAGED' })
    await expect(decryptIn(room, { engine })).rejects.toMatchObject({ code: 'MESSAGE_DAMAGED' })
    expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted'])
  })
})

describe('a worker thread that ends in the middle of a move', () => {
  it('leaves nothing of the new message, and the old one as it was', async () => {
    using room = new Room()
    room.write('a.bin', bytes(64 * mebibyte))
    await encryptIn(room, { frameLength: mebibyte })
    const message = fs.readFileSync(room.path('a.bin.encrypted'))
    const engine = workerEngine(new URL('../../../support/short-lived-worker.ts', import.meta.url))
    const tried = moveIn(room, { files: nodeFiles, engine, frameLength: 8192 })
    await expect(tried).rejects.toMatchObject({ code: 'INTERNAL', facts: { lost: 'worker' } })
    expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted'])
    expect(fs.readFileSync(room.path('a.bin.encrypted')).equals(message)).toBe(true)
    await engine.close()
  })
})
