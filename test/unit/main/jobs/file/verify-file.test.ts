import fs from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../../../../src/main/jobs/engine/engine.ts'
import { engineLost } from '../../../../../src/main/jobs/engine/engine-lost.ts'
import { threadEngine } from '../../../../../src/main/jobs/engine/thread-engine.ts'
import { workerEngine } from '../../../../../src/main/jobs/engine/worker-engine.ts'
import { verifyFile } from '../../../../../src/main/jobs/file/verify-file.ts'
import type { VerifiedFile, VerifyFileOptions } from '../../../../../src/main/jobs/file/verify-file.ts'
import type { Secret } from '../../../../../src/main/secret/secret.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import type { ChooseFault, FaultyFiles } from '../../../../support/faulty-files.ts'
import { encryptIn, keyring, messageOf, nth, testKeyring } from '../../../../support/file-work.ts'
import { Room, bytes, workerUrl } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

const mebibyte = 1024 * 1024
const engine = workerEngine(workerUrl)
afterAll(() => engine.close())

function verifyIn(room: Room, options: Partial<VerifyFileOptions> = {}): Promise<VerifiedFile> {
  return verifyFile({ files: quickFiles, keyring, source: room.path('a.bin.encrypted'), ...options })
}

async function roomOf(content: Uint8Array, frameLength = 1000): Promise<Room> {
  const room = new Room()
  room.write('a.bin.encrypted', await messageOf(content, frameLength))
  return room
}

/** Files that only reads pass through: any operation that could change something fails the test. */
function readOnlyFiles(choose: ChooseFault = () => undefined): FaultyFiles {
  const reading = new Set(['look at', 'open', 'read', 'close'])
  return faultyFiles(quickFiles, (now) => {
    if (!reading.has(now.operation)) throw new Error(`verifying did: ${now.operation}`)
    return choose(now)
  })
}

describe('verifying a message', () => {
  it.each([
    [0, 1000],
    [2500, 1000],
    [3 * mebibyte + 7, mebibyte],
  ])('of %i bytes in frames of %i tells its sizes, its door and its header', async (size, frameLength) => {
    using room = await roomOf(bytes(size), frameLength)
    const messageBytes = fs.statSync(room.path('a.bin.encrypted')).size
    for (const more of [{}, { engine }]) {
      const verified = await verifyIn(room, more)
      expect(verified).toMatchObject({ plaintextBytes: size, messageBytes, header: { frameLength } })
      expect(Buffer.from(verified.door.providerId).toString()).toBe('test')
    }
  })

  it('does nothing but read', async () => {
    using room = await roomOf(bytes(2500))
    const files = readOnlyFiles()
    await verifyIn(room, { files })
    expect(files.operations.at(-1)?.operation).toBe('close')
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })

  it('refuses one with any byte changed', async () => {
    using room = await roomOf(bytes(100), 50)
    const message = fs.readFileSync(room.path('a.bin.encrypted'))
    for (let at = 0; at < message.length; at += 1) {
      const changed = Buffer.from(message)
      changed[at] = (changed[at] ?? 0) ^ 1
      room.write('a.bin.encrypted', changed)
      await expect(verifyIn(room), `at ${at}`).rejects.toMatchObject({ name: 'VaultError' })
    }
  })

  it('refuses one that was cut anywhere, or that bytes follow', async () => {
    using room = await roomOf(bytes(100), 50)
    const message = fs.readFileSync(room.path('a.bin.encrypted'))
    for (let length = 0; length < message.length; length += 1) {
      room.write('a.bin.encrypted', message.subarray(0, length))
      await expect(verifyIn(room), `cut at ${length}`).rejects.toMatchObject({ code: 'MESSAGE_TRUNCATED' })
    }
    room.write('a.bin.encrypted', Buffer.concat([message, Buffer.alloc(1)]))
    await expect(verifyIn(room)).rejects.toMatchObject({ code: 'MESSAGE_TRAILING_BYTES' })
  })

  it('checks the signature of one that is signed', async () => {
    using room = new Room()
    room.write('a.bin', bytes(3000))
    const { path } = await encryptIn(room, { suite: '0578' })
    await expect(verifyIn(room)).resolves.toMatchObject({ plaintextBytes: 3000 })
    const message = fs.readFileSync(path)
    message[message.length - 5] = (message.at(-5) ?? 0) ^ 1
    room.write('a.bin.encrypted', message)
    await expect(verifyIn(room)).rejects.toMatchObject({ code: expect.stringMatching(/^MESSAGE_/) })
  })

  it('says that no key opens it where none does', async () => {
    using room = await roomOf(bytes(10))
    const tried = verifyIn(room, { keyring: testKeyring('another') })
    await expect(tried).rejects.toMatchObject({ code: 'NO_DOOR_OPENS' })
  })

  it('says that the file changed where it did while it was read', async () => {
    using room = await roomOf(bytes(5000))
    const grow = () => fs.appendFileSync(room.path('a.bin.encrypted'), 'x')
    const files = readOnlyFiles(nth('read', 'a.bin.encrypted', 2, { kind: 'before', run: grow }))
    await expect(verifyIn(room, { files })).rejects.toMatchObject({ code: 'FILE_CHANGED' })
  })

  it('stops when it is cancelled, before and during the reading', async () => {
    using room = await roomOf(bytes(3 * mebibyte))
    const controller = new AbortController()
    const { signal } = controller
    const cancelling = verifyIn(room, { signal, onProgress: () => controller.abort() })
    await expect(cancelling).rejects.toMatchObject({ code: 'CANCELLED' })
    const files = readOnlyFiles()
    await expect(verifyIn(room, { signal, files })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(files.operations).toEqual([])
  })

  it('runs its pass once more where the worker ended, and no third time', async () => {
    using room = await roomOf(bytes(10))
    for (const [deaths, passes] of [
      [1, 2],
      [2, 2],
    ] as const) {
      let run = 0
      const dying: Engine = {
        ...threadEngine,
        open: async (task, control) => {
          const result = await threadEngine.open(task, control)
          run += 1
          if (run <= deaths) throw engineLost(new Error('died'))
          return result
        },
      }
      const verified = verifyIn(room, { engine: dying })
      if (deaths === 1) await verified
      else await expect(verified).rejects.toMatchObject({ code: 'INTERNAL' })
      expect(run).toBe(passes)
    }
  })

  it('wipes the data key', async () => {
    using room = await roomOf(bytes(10))
    const lent: Secret[] = []
    const lending = {
      wrap: () => Promise.reject(new Error('asked')),
      unwrap: async (request: Parameters<typeof keyring.unwrap>[0]) => {
        const outcome = await keyring.unwrap(request)
        if (outcome.opened) lent.push(outcome.dataKey)
        return outcome
      },
    }
    await verifyIn(room, { keyring: lending })
    expect(lent.map((secret) => secret.isWiped)).toEqual([true])
  })
})
