import fs from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { workerEngine } from '../../../../src/main/jobs/engine/worker-engine.ts'
import { isEngineLost } from '../../../../src/main/jobs/engine/engine-lost.ts'
import { nodeFiles } from '../../../../src/main/jobs/files/node-files.ts'
import { isVaultError } from '../../../../src/shared/vault-error.ts'
import { decryptIn, encryptIn, messageOf } from '../../../support/file-work.ts'
import { Room, bytes, workerUrl } from '../../../support/jobs-room.ts'

const engine = workerEngine(workerUrl)
afterAll(() => engine.close())

const mebibyte = 1024 * 1024

describe('a crypto worker', () => {
  it('encrypts, reads back and opens a file as the main thread would', async () => {
    using room = new Room()
    const content = bytes(3 * mebibyte + 5)
    room.write('a.bin', content)
    await encryptIn(room, { engine, frameLength: mebibyte })
    const opened = await decryptIn(room, { engine })
    expect(fs.readFileSync(opened.path).equals(content)).toBe(true)
  })

  it('passes an error on with its code and facts, and takes the next file', async () => {
    using room = new Room()
    const message = await messageOf(bytes(5000))
    room.write('a.bin.encrypted', message.subarray(0, message.length - 3))
    await expect(decryptIn(room, { engine })).rejects.toMatchObject({ code: 'MESSAGE_TRUNCATED' })
    room.write('a.bin.encrypted', message)
    await decryptIn(room, { engine })
    expect(room.names()).toEqual(['a.bin.encrypted', 'out.bin'])
  })

  it('works on several files at once', async () => {
    using room = new Room()
    const names = ['one', 'two', 'three', 'four']
    for (const name of names) room.write(name, bytes(mebibyte))
    const paths = names.map((name) => ({ source: room.path(name), target: room.path(`${name}.encrypted`) }))
    await Promise.all(paths.map((each) => encryptIn(room, { engine, ...each })))
    expect(room.names()).toHaveLength(8)
  })

  it('stops promptly when it is cancelled', async () => {
    using room = new Room()
    const file = room.write('a.bin', '')
    // A sparse file that would take many seconds.
    fs.truncateSync(file, 64 * 1024 * mebibyte)
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 100)
    const begun = performance.now()
    const target = '/dev/null'
    const source = await nodeFiles.openToRead(file)
    const sink = { ...(await nodeFiles.openToRead(target)), write: () => Promise.reject(new Error('unused')) }
    const { beginMessage } = await import('../../../../src/main/message/begin-message.ts')
    const { Secret } = await import('../../../../src/main/secret/secret.ts')
    const provider = { providerId: bytes(1), providerInfo: bytes(1), ciphertext: bytes(1) }
    const { header, handOver } = beginMessage({
      dataKey: Secret.random(32),
      encryptedDataKeys: [provider],
      context: new Map(),
      frameLength: mebibyte,
    })
    const written = fs.openSync(target, 'w')
    const task = {
      source,
      target: { ...sink, descriptor: written },
      header,
      ticket: handOver(),
      size: 64 * 1024 * mebibyte,
    }
    const sealed = engine.seal(task, { signal: controller.signal, onProgress: () => {} })
    await expect(sealed).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(performance.now() - begun).toBeLessThan(20_000)
    fs.closeSync(written)
    await source.close()
    await sink.close()
  })

  it('that cannot start fails its pass as lost, and leaves nothing', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const broken = workerEngine(new URL('./no-such-worker.ts', import.meta.url))
    const error: unknown = await encryptIn(room, { engine: broken }).catch((thrown: unknown) => thrown)
    expect(isEngineLost(error)).toBe(true)
    expect(room.names()).toEqual(['a.bin'])
    await broken.close()
  })

  it('takes no more work once it is closed', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const closed = workerEngine(workerUrl)
    await closed.close()
    await expect(encryptIn(room, { engine: closed })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(room.names()).toEqual(['a.bin'])
  })
})

describe('a large file', () => {
  const many = workerEngine(workerUrl, { threads: 3 })
  afterAll(() => many.close())
  const content = bytes(25 * mebibyte + 77)

  it.each([8192, mebibyte, 3 * mebibyte])(
    'is sealed and opened by several workers at once, in frames of %i bytes',
    async (frameLength) => {
      using room = new Room()
      room.write('a.bin', content)
      const seen: number[] = []
      const onProgress = (bytesDone: number): void => void seen.push(bytesDone)
      await encryptIn(room, { engine: many, frameLength, onProgress })
      // Opened by one worker first: what several wrote is one message like any other.
      const alone = await decryptIn(room, { engine, target: room.path('alone.bin') })
      const shared = await decryptIn(room, { engine: many, onProgress })
      for (const { path } of [alone, shared]) expect(fs.readFileSync(path).equals(content)).toBe(true)
      expect(seen.every((each) => each > 0 && each <= content.length * 1.01)).toBe(true)
    },
  )

  it('fails where one worker would have met its first fault, and leaves nothing', async () => {
    using room = new Room()
    const message = await messageOf(content, 8192)
    const damage = (...offsets: readonly number[]): Buffer => {
      const damaged = Buffer.from(message)
      for (const offset of offsets) damaged[offset] = (damaged[offset] ?? 0) ^ 1
      return damaged
    }
    const whole = { engine, target: room.path('alone.bin') }
    for (const damaged of [
      damage(20 * mebibyte, 11 * mebibyte),
      damage(message.length - 1),
      message.subarray(0, message.length - 1),
      message.subarray(0, 16 * mebibyte),
      Buffer.concat([message, message]),
    ]) {
      room.write('a.bin.encrypted', damaged)
      const [one, several] = await Promise.all(
        [decryptIn(room, whole), decryptIn(room, { engine: many })].map((each) =>
          each.then(
            () => 'opened',
            (error: unknown) => (isVaultError(error) ? [error.code, error.facts] : error),
          ),
        ),
      )
      expect(several).toEqual(one)
      expect(several).not.toBe('opened')
      expect(room.names()).toEqual(['a.bin.encrypted'])
    }
  })

  it('is one message beside many small ones, more than there are threads', async () => {
    using room = new Room()
    room.write('large', content)
    const names = Array.from({ length: 40 }, (_, index) => `small-${index}`)
    for (const name of names) room.write(name, bytes(100))
    await Promise.all(
      ['large', ...names].map((name) =>
        encryptIn(room, { engine: many, source: room.path(name), target: room.path(`${name}.encrypted`) }),
      ),
    )
    expect(room.names()).toHaveLength(82)
  })

  it('stops promptly when it is cancelled, on all of its workers', async () => {
    using room = new Room()
    const file = room.write('a.bin', '')
    // A sparse file that would take many seconds.
    fs.truncateSync(file, 256 * 1024 * mebibyte)
    room.write('b.bin', 'x')
    const controller = new AbortController()
    const sealing = encryptIn(room, {
      engine: many,
      source: file,
      frameLength: mebibyte,
      signal: controller.signal,
    })
    setTimeout(() => controller.abort(), 20)
    await expect(sealing).rejects.toMatchObject({ code: 'CANCELLED' })
    await encryptIn(room, { engine: many, source: room.path('b.bin') })
    expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted', 'b.bin'])
  })
})
