import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { describe, expect, it } from 'vitest'
import { unwrapDataKey } from '../../src/main/jobs/file/unwrap-data-key.ts'
import { RawAesKeyring } from '../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { findInMemory } from '../support/find-in-memory.ts'
import { Room, bytes } from '../support/jobs-room.ts'
import { headerOf } from '../unit/main/message/support/whole-message.ts'

const child = path.join(import.meta.dirname, '../support/memory-child.ts')
const mebibyte = 1024 * 1024

/** The data key of a message, opened again in this process. */
async function dataKeyOf(message: string, keyring: RawAesKeyring): Promise<Uint8Array> {
  const header = headerOf(fs.readFileSync(message))
  const { dataKey } = await unwrapDataKey(keyring, header, { context: header.context })
  return dataKey.use((key) => new Uint8Array(key))
}

const importChild = path.join(import.meta.dirname, '../support/import-child.ts')

describe('the memory of main and its workers', () => {
  it('point 37: holds no data key once its batch is over and what was collectable is collected', async ({
    skip,
  }) => {
    skip(process.platform !== 'linux', 'only Linux shows what other processes hold')
    using room = new Room()
    const wrapping = randomBytes(32)
    const keyFile = room.write('key', wrapping)
    const sources = ['one', 'two', 'three', 'four'].map((name) => room.write(name, bytes(2 * mebibyte + 5)))
    const args = ['--expose-gc', child, room.userData, room.appFolder, keyFile, ...sources]
    const running = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    const exited = once(running, 'exit')
    try {
      const lines = readline.createInterface({ input: running.stdout })[Symbol.asyncIterator]()
      expect((await lines.next()).value).toBe(`done ${Array(5).fill('done').join()} made true unwiped 0`)

      const key = new RawAesKeyring({
        namespace: 'test',
        name: 'fixed',
        wrappingKey: Secret.take(Buffer.from(wrapping)),
      })
      const dataKeys = await Promise.all(sources.map((source) => dataKeyOf(`${source}.encrypted`, key)))
      expect(dataKeys[2]).toEqual(dataKeys[1])
      const [inUse = 0, ...found] = findInMemory(running.pid ?? 0, [wrapping, ...dataKeys])
      // The scan finds what is there: the wrapping key is still in use.
      expect(inUse).toBeGreaterThan(0)
      expect(found).toStrictEqual(dataKeys.map(() => 0))
      running.stdin.write('\n')
      expect((await lines.next()).value).toBe('wiped')
      const [wiped = 0] = findInMemory(running.pid ?? 0, [wrapping])
      expect(wiped).toBeLessThan(inUse)
      running.stdin.end('\n')
      await exited
    } finally {
      running.kill('SIGKILL')
    }
  })

  it('point 37: holds no key material once it was imported, from a file or made here', async ({ skip }) => {
    skip(process.platform !== 'linux', 'only Linux shows what other processes hold')
    using room = new Room()
    const symmetric = randomBytes(32)
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    const der = pair.export({ type: 'pkcs8', format: 'der' })
    const folder = path.dirname(room.write('symmetric', symmetric))
    room.write('pair.der', der)
    const running = spawn(process.execPath, ['--expose-gc', importChild, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const exited = once(running, 'exit')
    try {
      const lines = readline.createInterface({ input: running.stdout })[Symbol.asyncIterator]()
      // Five imports: their material, and three times the AES key that wrapped it.
      expect((await lines.next()).value).toBe('done made 8 unwiped 0')
      const made = ['made', 'made (2)'].map((name) => fs.readFileSync(path.join(folder, name)))
      // Of the private key any 32 bytes in its middle will do: they are its secret numbers. The folder's name is there.
      const needles = [Buffer.from(folder), symmetric, ...made, der.subarray(600, 632)]
      const [present = 0, ...found] = findInMemory(running.pid ?? 0, needles)
      expect(present).toBeGreaterThan(0)
      expect(found).toStrictEqual([0, 0, 0, 0])
      running.stdin.end('\n')
      await exited
    } finally {
      running.kill('SIGKILL')
    }
  })
})
