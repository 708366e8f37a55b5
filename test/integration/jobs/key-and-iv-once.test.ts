import { createHash, randomInt } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { encryptFile } from '../../../src/main/jobs/file/encrypt-file.ts'
import type { Engine } from '../../../src/main/jobs/engine/engine.ts'
import { isEngineLost } from '../../../src/main/jobs/engine/engine-lost.ts'
import { workerEngine } from '../../../src/main/jobs/engine/worker-engine.ts'
import type { Files } from '../../../src/main/jobs/files/files.ts'
import type { Keyring } from '../../../src/main/keyrings/keyring.ts'
import type { SealTicket } from '../../../src/main/message/begin-message.ts'
import { sealGcmInto } from '../../../src/main/message/aes-gcm.ts'
import type { SealFrame } from '../../../src/main/message/frame-sealer.ts'
import { sealPass } from '../../../src/main/jobs/engine/seal-pass.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import { isVaultError } from '../../../src/shared/vault-error.ts'
import { threadEngine } from '../../../src/main/jobs/engine/thread-engine.ts'
import { testKeyring } from '../../support/file-work.ts'
import { noteOf } from '../../support/note-of.ts'
import { Room, bytes } from '../../support/jobs-room.ts'
import { quickFiles } from '../../support/quick-files.ts'

const mebibyte = 1024 * 1024
const hashOf = ({ key }: SealTicket): string => createHash('sha256').update(key.export()).digest('hex')

/** The URL of a worker that records into `log`, written for this room: a worker gets nothing else from outside. */
function recordingWorker(room: Room, options: { log: string; die: number }): URL {
  const served = new URL('../../support/record-passes.ts', import.meta.url)
  const file = path.join(room.root, 'worker.mjs')
  const lines = [`import { recordPasses } from '${served.href}'`, `recordPasses(${JSON.stringify(options)})`]
  fs.writeFileSync(file, lines.join('\n'))
  return pathToFileURL(file)
}

/** Files that keep what is removed, under a name of its own. */
function keepingFiles(kept: string): Files {
  fs.mkdirSync(kept)
  let count = 0
  return {
    ...quickFiles,
    remove: (name) => quickFiles.rename(name, path.join(kept, `${count++}-${path.basename(name)}`)),
  }
}

/** A message as it was begun, and the inode it was written to. */
interface Begun {
  readonly ticket: SealTicket
  readonly headerLength: number
}

interface Notes {
  readonly begun: Map<number, Begun>
  lost: number
}

/** An engine that notes which message goes into which file and which lost a worker, and says when a pass begins. */
function noting(engine: Engine, notes: Notes, onBegin: () => void): Engine {
  return {
    ...engine,
    seal: async (task, control) => {
      const { ino } = fs.fstatSync(task.target.descriptor)
      notes.begun.set(ino, { ticket: task.ticket, headerLength: task.header.length })
      onBegin()
      try {
        return await engine.seal(task, control)
      } catch (error) {
        if (isEngineLost(error)) notes.lost += 1
        throw error
      }
    },
  }
}

/** A keyring that gives one data key to all messages, as a batch may. */
async function oneDataKey(keyring: Keyring): Promise<Keyring> {
  const { dataKey, ...wrapped } = await keyring.wrap({ context: new Map(), dataKeyLength: 32 })
  const key = dataKey.use((lent) => Buffer.from(lent))
  return {
    unwrap: (request) => keyring.unwrap(request),
    wrap: () => Promise.resolve({ ...wrapped, dataKey: Secret.take(Buffer.from(key)) }),
  }
}

/** Every (message id, IV) of the frames that stand in a file, whole or not. */
function framesIn(file: string, { ticket, headerLength }: Begun): string[] {
  const content = fs.readFileSync(file)
  const id = Buffer.from(ticket.messageId).toString('hex')
  const found: string[] = []
  const frameBytes = ticket.frameLength + 32
  for (let number = 1, at = headerLength; at + 20 <= content.length; number += 1, at += frameBytes) {
    const isFinal = content.readUInt32BE(at) === 0xffff_ffff
    if (content.readUInt32BE(isFinal ? at + 4 : at) !== number) continue
    found.push(`${id}:${content.toString('hex', at + (isFinal ? 8 : 4), at + (isFinal ? 20 : 16))}`)
  }
  return found
}

/** What another program or a person does while a file is encrypted: at once, or a little later. */
type Event = 'nothing' | 'cancel' | 'append' | 'truncate'
const events: readonly Event[] = ['nothing', 'cancel', 'append', 'truncate', 'nothing']

async function disturb(event: Event, source: string, controller: AbortController): Promise<void> {
  if (event === 'nothing') return
  await new Promise((resolve) => setTimeout(resolve, randomInt(2) * randomInt(20)))
  if (event === 'cancel') controller.abort()
  else if (event === 'append') fs.appendFileSync(source, 'more')
  else fs.truncateSync(source, 10)
}

interface Bench {
  readonly room: Room
  readonly files: Files
  readonly engine: Engine
  readonly keyring: Keyring
  readonly notes: Notes
}

/** Encrypts one file among others. Gives the code of its error, or 'done'. */
async function encryptOne({ room, notes, ...work }: Bench, index: number): Promise<string> {
  const frameLength = [1000, 8192, 100_000][randomInt(3)] ?? 1000
  const size = index % 4 > 0 ? 9 * mebibyte + randomInt(6 * mebibyte) : randomInt(5000)
  const source = room.write(`${index}`, bytes(size))
  const event = events[index % events.length] ?? 'nothing'
  const controller = new AbortController()
  let disturbed = Promise.resolve()
  const engine = noting(work.engine, notes, () => {
    disturbed = disturb(event, source, controller)
  })
  const target = `${source}.encrypted`
  const more = { source, target, frameLength, verify: false, signal: controller.signal }
  const outcome = await encryptFile({ ...work, engine, ...more }).then(
    () => 'done',
    (error: unknown) => (isVaultError(error) ? error.code : String(error)),
  )
  await disturbed
  return outcome
}

/** Every key and IV of the log, every frame of every file; nothing may be there twice. */
function expectAllOnce(noted: readonly string[], written: readonly string[]): void {
  expect(new Set(noted).size).toBe(noted.length)
  expect(new Set(written).size).toBe(written.length)
}

/** The frames in all files that lie there. A published file lies there twice: its staged name was kept. */
function writtenIn(folders: readonly string[], begun: ReadonlyMap<number, Begun>): string[] {
  const files = new Map<number, string>()
  for (const folder of folders) {
    for (const name of fs.readdirSync(folder)) {
      const file = path.join(folder, name)
      files.set(fs.statSync(file).ino, file)
    }
  }
  return [...files].flatMap(([inode, file]) => {
    const message = begun.get(inode)
    return message === undefined ? [] : framesIn(file, message)
  })
}

/** What is on the disk was noted before it was encrypted: nothing came about unseen. */
function expectNoted(
  written: readonly string[],
  { noted, begun }: { readonly noted: ReadonlySet<string>; readonly begun: readonly Begun[] },
): void {
  const hashes = new Map(
    begun.map(({ ticket }) => [Buffer.from(ticket.messageId).toString('hex'), hashOf(ticket)]),
  )
  const unseen = written.filter((each) => {
    const [id = '', iv] = each.split(':')
    return !noted.has(`${hashes.get(id)}:${iv}`)
  })
  expect(unseen).toEqual([])
}

describe('a key and an IV', () => {
  it('F-35 are used once, whatever workers, sources and people do, in files of one data key and of many', async () => {
    using room = new Room()
    const kept = path.join(room.root, 'kept')
    const log = path.join(room.root, 'log')
    const url = recordingWorker(room, { log, die: 0.0003 })
    const engine = workerEngine(url, { threads: 3 })
    const notes: Notes = { begun: new Map(), lost: 0 }
    const own = testKeyring()
    const keyrings = [own, await oneDataKey(own)]
    const files = keepingFiles(kept)
    const outcomes: string[] = []
    for (let index = 0; index < 60; index += 3) {
      const bench = { room, files, engine, keyring: keyrings[index % 2] ?? own, notes }
      outcomes.push(
        ...(await Promise.all([index, index + 1, index + 2].map((each) => encryptOne(bench, each)))),
      )
    }
    await engine.close()
    const noted = fs.readFileSync(log, 'latin1').split('\n').slice(0, -1)
    const written = writtenIn([kept, room.work], notes.begun)
    expectAllOnce(noted, written)
    expect(written.length).toBeGreaterThan(10_000)
    expectNoted(written, { noted: new Set(noted), begun: [...notes.begun.values()] })
    // The test has met what it is about: workers that ended, failures, results.
    expect(notes.lost).toBeGreaterThan(0)
    expect(new Set(outcomes)).toEqual(new Set([...outcomes, 'done', 'CANCELLED', 'FILE_CHANGED']))
  }, 180_000)

  it('F-35 are used once by the engine of one thread that fails anywhere', async () => {
    using room = new Room()
    const noted: string[] = []
    const keyring = testKeyring()
    for (let failAt = 1; failAt <= 12; failAt += 1) {
      let count = 0
      const record: SealFrame = (use, plaintext, into) => {
        if (use.key instanceof Uint8Array) throw new Error('a frame key is a key object')
        noted.push(noteOf(use.key.export(), use.iv))
        count += 1
        if (count === failAt) throw new Error('failed here')
        sealGcmInto(use, plaintext, into)
      }
      const engine: Engine = { ...threadEngine, seal: (task, control) => sealPass(task, control, record) }
      const source = room.write(`${failAt}`, bytes(5000))
      const options = { files: quickFiles, engine, keyring, source, target: `${source}.encrypted` }
      await encryptFile({ ...options, frameLength: 1000 }).catch(() => {})
      await encryptFile({ ...options, frameLength: 1000 }).catch(() => {})
    }
    expect(noted.length).toBeGreaterThan(80)
    expectAllOnce(noted, [])
  })
})
