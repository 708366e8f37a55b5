import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isVaultError } from '../../../src/shared/vault-error.ts'
import { decryptFile } from '../../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../../src/main/jobs/file/encrypt-file.ts'
import { moveFile } from '../../../src/main/jobs/file/move-file.ts'
import type { PublishedFile } from '../../../src/main/jobs/file/work.ts'
import type { Files } from '../../../src/main/jobs/files/files.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { StagingJournal } from '../../../src/main/jobs/staging/staging-journal.ts'
import { RawAesKeyring } from '../../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import { faultyFiles } from '../../support/faulty-files.ts'
import type { ChooseFault, Fault, Operation } from '../../support/faulty-files.ts'
import { Room, bytes } from '../../support/jobs-room.ts'

// Three steps of one frame each, so that reads and writes overlap as they do in a large file: two frames of this length
// are a little more than a step holds.
const frameLength = 512 * 1024
const plaintext = bytes(2 * frameLength + 1000)
const keyring = new RawAesKeyring({ namespace: 'test', name: 'key', wrappingKey: Secret.random(32) })

interface Attempt {
  readonly operations: readonly Operation[]
  readonly published: PublishedFile | null
  readonly error: unknown
}

type Work = (room: Room, files: Files, journal: StagingJournal) => Promise<PublishedFile>

const encrypt: Work = async (room, files, journal) =>
  encryptFile({
    files,
    journal: await journal.journal(),
    keyring,
    source: room.path('a.bin'),
    target: room.path('a.bin.encrypted'),
    frameLength,
  })

const decrypt: Work = async (room, files, journal) =>
  decryptFile({
    files,
    journal: await journal.journal(),
    keyring,
    source: room.path('a.bin.encrypted'),
    target: room.path('out.bin'),
  })

const newKeyring = new RawAesKeyring({ namespace: 'test', name: 'new', wrappingKey: Secret.random(32) })

// Its three new frames do not lie where the old ones do.
const move: Work = async (room, files, journal) =>
  moveFile({
    files,
    journal: await journal.journal(),
    openingKeyring: keyring,
    keyring: newKeyring,
    source: room.path('a.bin.encrypted'),
    target: room.path('moved.encrypted'),
    frameLength: frameLength - 1000,
  })

async function message(): Promise<Buffer> {
  using room = new Room()
  room.write('a.bin', plaintext)
  await encrypt(room, nodeFiles, new StagingJournal(nodeFiles, path.join(room.userData, 'journal')))
  return fs.readFileSync(room.path('a.bin.encrypted'))
}
const sealed = await message()

const cases = {
  encrypt: { work: encrypt, source: 'a.bin', content: plaintext, target: 'a.bin.encrypted' },
  decrypt: { work: decrypt, source: 'a.bin.encrypted', content: sealed, target: 'out.bin' },
  move: { work: move, source: 'a.bin.encrypted', content: sealed, target: 'moved.encrypted' },
} as const
type Case = (typeof cases)[keyof typeof cases]

/** One try in a room of its own with one fault, and everything that has to hold after any fault. */
async function tryOnce({ work, source, content, target }: Case, choose: ChooseFault): Promise<Attempt> {
  using room = new Room()
  room.write(source, content)
  const files = faultyFiles(nodeFiles, choose)
  const journalPath = path.join(room.userData, 'journal')
  const journal = new StagingJournal(files, journalPath)
  const attempt = await work(room, files, journal).then(
    (published) => ({ published, error: null }),
    (error: unknown) => ({ published: null, error }),
  )
  await journal.close().catch(() => {})
  expect(fs.readFileSync(room.path(source)).equals(content), 'the source is untouched').toBe(true)
  await new StagingJournal(nodeFiles, journalPath).recover()
  const left = room.names().filter((name) => name !== source)
  if (left.length > 0) {
    expect(left, 'nothing staged is left after the next start').toEqual([target])
    expect(await isWhole(room, target), 'what is under the final name is whole').toBe(true)
    if (attempt.published === null) expect(attempt.error).toMatchObject({ code: 'PUBLICATION_UNCERTAIN' })
  } else expect(attempt.published, 'a success has a result').toBe(null)
  return { ...attempt, operations: files.operations }
}

async function isWhole(room: Room, target: string): Promise<boolean> {
  if (target === 'out.bin') return fs.readFileSync(room.path(target)).equals(plaintext)
  const opened = await decryptFile({
    files: nodeFiles,
    keyring: target === 'moved.encrypted' ? newKeyring : keyring,
    source: room.path(target),
    target: path.join(room.userData, 'check'),
  })
  return fs.readFileSync(opened.path).equals(plaintext)
}

const faults: readonly Fault[] = [
  { kind: 'error', errno: 'EIO' },
  { kind: 'error', errno: 'ENOSPC' },
  { kind: 'error', errno: 'EACCES' },
  { kind: 'error', errno: 'EXDEV' },
  { kind: 'doneButReported', errno: 'EIO' },
  { kind: 'short' },
]
const noLinks: ChooseFault = ({ operation }) =>
  operation === 'link' ? { kind: 'error', errno: 'EPERM' } : undefined
const nameOf = (fault: Fault): string => ('errno' in fault ? `${fault.kind} ${fault.errno}` : fault.kind)

describe.each(['encrypt', 'decrypt', 'move'] as const)('%s', (action) => {
  it('does many file operations, each of which the loop below makes fail', async () => {
    const { operations, published } = await tryOnce(cases[action], () => undefined)
    expect(published).toMatchObject({ durability: 'durable', withoutHardLinks: false })
    expect(operations.length).toBeGreaterThan(25)
  })

  it.each(faults.map((fault) => [nameOf(fault), fault] as const))(
    'loses nothing and leaves nothing when any one operation ends in: %s',
    async (_, fault) => {
      const { operations } = await tryOnce(cases[action], () => undefined)
      let failures = 0
      for (const { index, operation } of operations) {
        const attempt = await tryOnce(cases[action], (now) => (now.index === index ? fault : undefined))
        if (fault.kind === 'short') expect(attempt.error, `short ${operation} at ${index}`).toBe(null)
        else if (attempt.error !== null) {
          failures++
          expect(isVaultError(attempt.error), `${operation} at ${index}`).toBe(true)
          expect(attempt.error).toMatchObject({
            facts: { operation, errno: 'errno' in fault ? fault.errno : '' },
          })
        }
      }
      // Most operations matter: those that do not are closing, and taking away what is no longer needed.
      if (fault.kind !== 'short') expect(failures).toBeGreaterThan(operations.length / 2)
    },
  )

  it('does so too where there are no hard links, and the rename or what goes before it fails', async () => {
    const { operations } = await tryOnce(cases[action], noLinks)
    expect(operations.some(({ operation }) => operation === 'rename')).toBe(true)
    for (const { index } of operations) {
      const eio: Fault = { kind: 'error', errno: 'EIO' }
      await tryOnce(cases[action], (now) => noLinks(now) ?? (now.index === index ? eio : undefined))
    }
  })

  it('leaves nothing when everything fails from one operation on', async () => {
    const { operations } = await tryOnce(cases[action], () => undefined)
    for (const { index } of operations) {
      await tryOnce(cases[action], (now) =>
        now.index >= index ? { kind: 'error', errno: 'EIO' } : undefined,
      )
    }
  })
})
