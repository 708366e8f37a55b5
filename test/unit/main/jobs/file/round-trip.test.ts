import fs from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageLength } from '../../../../../src/main/message/message-size.ts'
import { decryptIn, encryptIn, messageOf } from '../../../../support/file-work.ts'
import { quickFiles } from '../../../../support/quick-files.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'

const mebibyte = 1024 * 1024

async function roundTrip(size: number, frameLength: number): Promise<void> {
  using room = new Room()
  const content = bytes(size)
  room.write('a.bin', content)
  const encrypted = await encryptIn(room, { frameLength })
  const opened = await decryptIn(room)
  expect(fs.readFileSync(opened.path).equals(content)).toBe(true)
  expect(fs.statSync(encrypted.path).size).toBe(encrypted.messageBytes)
  expect(opened).toMatchObject({ plaintextBytes: size, messageBytes: encrypted.messageBytes })
  expect(encrypted.messageBytes).toBe(messageLength(opened.header.headerLength, size, frameLength))
}

describe('a file', () => {
  it.each([
    [0, 1],
    [0, mebibyte],
    [1, 1],
    [5, 1],
    [4095, 4096],
    [4096, 4096],
    [4097, 4096],
    [3 * 4096, 4096],
    [mebibyte, mebibyte],
    [mebibyte + 1, mebibyte],
    [3 * mebibyte, mebibyte],
    [3 * mebibyte + 7, 65536],
    [2 * mebibyte, 8192],
    // Two MiB in frames larger than a step of the engine.
    [2 * mebibyte, 5 * mebibyte],
  ])('of %i bytes comes out as it was through frames of %i', roundTrip)

  it('of any size comes out as it was through frames of any length', async () => {
    const size = fc.integer({ min: 0, max: 20_000 })
    await fc.assert(fc.asyncProperty(size, fc.integer({ min: 1, max: 9000 }), roundTrip), { numRuns: 25 })
  })

  it('is published with the mode that the caller computed from the umask', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const { path } = await encryptIn(room, { mode: 0o640 })
    expect(fs.statSync(path).mode & 0o777).toBe(0o640)
  })

  it('is open to nobody whom its source is closed to, encrypted or opened', async ({ skip }) => {
    skip(process.platform === 'win32', 'Windows has no modes of files')
    using room = new Room()
    fs.chmodSync(room.write('a.bin', 'x'), 0o400)
    const encrypted = await encryptIn(room, { mode: 0o644 })
    expect(fs.statSync(encrypted.path).mode & 0o777).toBe(0o600)
    const opened = await decryptIn(room, { mode: 0o644 })
    expect(fs.statSync(opened.path).mode & 0o777).toBe(0o600)
  })

  it('is staged so that only its owner can read it', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const modes: number[] = []
    const create: typeof quickFiles.create = (path, mode) => {
      modes.push(mode)
      return quickFiles.create(path, mode)
    }
    await encryptIn(room, { files: { ...quickFiles, create } })
    expect(modes).toEqual([0o600])
  })

  it('carries an encryption context, and opens only with the pairs it leaves out', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    await encryptIn(room, { context: new Map([['purpose', 'test']]) })
    const opened = await decryptIn(room, { requiredContext: new Map([['purpose', 'test']]) })
    expect([...opened.header.context]).toEqual([['purpose', 'test']])
    const wrong = decryptIn(room, { requiredContext: new Map([['purpose', 'other']]) })
    await expect(wrong).rejects.toMatchObject({ code: 'ENCRYPTION_CONTEXT_MISMATCH' })
  })

  it('is another message each time', async () => {
    const content = bytes(100)
    const [one, two] = [await messageOf(content), await messageOf(content)]
    expect(one.equals(two)).toBe(false)
  })

  it('tells its phases in order and its progress up to its size', async () => {
    using room = new Room()
    room.write('a.bin', bytes(3 * mebibyte))
    const seen: (string | number)[] = []
    await encryptIn(room, {
      frameLength: mebibyte,
      onPhase: (phase) => seen.push(phase),
      onProgress: (done) => seen.push(Math.floor(done / mebibyte)),
    })
    expect(seen).toEqual(['working', 1, 2, 3, 'readingBack', 1, 2, 3, 'publishing'])
  })
})
