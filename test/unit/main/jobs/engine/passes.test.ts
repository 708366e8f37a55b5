import { describe, expect, it } from 'vitest'
import type { OpenedFile } from '../../../../../src/main/jobs/files/files.ts'
import { openPass } from '../../../../../src/main/jobs/engine/open-pass.ts'
import { sealPass } from '../../../../../src/main/jobs/engine/seal-pass.ts'
import { beginMessage } from '../../../../../src/main/message/begin-message.ts'
import { openMessage } from '../../../../../src/main/message/open-message.ts'
import { readHeader } from '../../../../../src/main/message/read-header.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'
import { bytes } from '../../../../support/jobs-room.ts'

interface MemoryFile extends OpenedFile {
  readonly content: () => Buffer
  /** Buffers that reads were given, as they are now: for looking whether they were wiped. */
  readonly lent: Uint8Array[]
  furthestRead: number
  longestWrite: number
  pending: number
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const unused = (): Promise<never> => Promise.reject(new Error('not asked for by a pass'))

/** A file in memory whose transfers take a turn of the event loop, and which counts what is asked of it. */
function memoryFile(initial: Uint8Array = new Uint8Array()): MemoryFile {
  let data = Buffer.from(initial)
  const file: MemoryFile = {
    descriptor: -1,
    lent: [],
    furthestRead: 0,
    longestWrite: 0,
    pending: 0,
    content: () => data,
    read: async (into, position) => {
      file.pending++
      await turn()
      file.furthestRead = Math.max(file.furthestRead, position + into.length)
      const count = data.copy(into, 0, position, position + into.length)
      file.lent.push(into)
      file.pending--
      return count
    },
    write: async (from, position) => {
      file.pending++
      const snapshot = Buffer.from(from)
      await turn()
      if (!snapshot.equals(from)) throw new Error('the buffer was changed while it was written')
      file.longestWrite = Math.max(file.longestWrite, from.length)
      if (data.length < position + from.length) {
        data = Buffer.concat([data, Buffer.alloc(position + from.length - data.length)])
      }
      snapshot.copy(data, position)
      file.pending--
      return from.length
    },
    facts: unused,
    setMode: unused,
    setModified: unused,
    sync: unused,
    close: unused,
  }
  return file
}

const control = () => ({ signal: new AbortController().signal, onProgress: () => {} })

function begin(frameLength: number) {
  const dataKey = Secret.random(32)
  const door = { providerId: bytes(1), providerInfo: bytes(1), ciphertext: bytes(1) }
  const outgoing = beginMessage({ dataKey, encryptedDataKeys: [door], context: new Map(), frameLength })
  return { dataKey, header: outgoing.header, ticket: outgoing.handOver() }
}

const size = 3 * 1024 * 1024 + 77

async function sealed(plaintext: Uint8Array, frameLength: number) {
  const { dataKey, header, ticket } = begin(frameLength)
  const source = memoryFile(plaintext)
  const target = memoryFile()
  const result = await sealPass({ source, target, header, ticket, size: plaintext.length }, control())
  const reading = readHeader(target.content())
  if (reading.kind !== 'header') throw new Error('no whole header')
  return { source, target, result, open: () => openMessage({ header: reading.header, dataKey }) }
}

describe.each([1024 * 1024, 64 * 1024, 1000])('a pass through frames of %i bytes', (frameLength) => {
  it('gives back what it was given, and reads and writes about a mebibyte at a time', async () => {
    const plaintext = bytes(size)
    const { source, target, result, open } = await sealed(plaintext, frameLength)
    expect(result).toEqual({ plaintextBytes: size, messageBytes: target.content().length })
    expect(source.furthestRead).toBe(size)
    expect(target.longestWrite).toBeLessThan(1.2 * 1024 * 1024)
    const out = memoryFile()
    const task = { source: target, target: out, ticket: open(), size: target.content().length }
    expect(await openPass(task, control())).toMatchObject({ plaintextBytes: size })
    expect(out.content().equals(plaintext)).toBe(true)
  })
})

describe('a pass', () => {
  it('wipes the plaintext it held', async () => {
    const { source } = await sealed(bytes(size), 64 * 1024)
    expect(source.lent.every((buffer) => buffer.every((byte) => byte === 0))).toBe(true)
  })

  it('reads no more than the length that was declared, also from a source that has grown', async () => {
    const { header, ticket } = begin(1000)
    const source = memoryFile(bytes(5000))
    await sealPass({ source, target: memoryFile(), header, ticket, size: 2500 }, control())
    expect(source.furthestRead).toBe(2500)
  })

  it('fails where the source ends early', async () => {
    const { header, ticket } = begin(1000)
    const task = { source: memoryFile(bytes(10)), target: memoryFile(), header, ticket, size: 2500 }
    await expect(sealPass(task, control())).rejects.toMatchObject({ code: 'FILE_CHANGED' })
  })

  it('settles only when none of its transfers is under way', async () => {
    const { header, ticket } = begin(512 * 1024)
    const source = memoryFile(bytes(size))
    const target = memoryFile()
    const controller = new AbortController()
    const onProgress = (): void => controller.abort()
    const task = { source, target, header, ticket, size }
    await expect(sealPass(task, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect([source.pending, target.pending]).toEqual([0, 0])
  })

  it('takes a ticket once', async () => {
    const { header, ticket } = begin(1000)
    const task = { source: memoryFile(bytes(10)), target: memoryFile(), header, ticket, size: 10 }
    await sealPass(task, control())
    await expect(sealPass(task, control())).rejects.toMatchObject({ code: 'SEALER_SPENT' })
  })

  it('holds no more than the file has, whatever frame length a header names', async () => {
    const { open, target } = await sealed(bytes(10), 64 * 1024 * 1024)
    const before = process.memoryUsage().arrayBuffers
    await openPass({ source: target, target: null, ticket: open(), size: target.content().length }, control())
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024)
  })
})
