import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBlobFile } from '../../../../src/main/jobs/blob/open-blob-file.ts'
import { sealBlobFile } from '../../../../src/main/jobs/blob/seal-blob-file.ts'
import type { PublishedFile } from '../../../../src/main/jobs/file/work.ts'
import type { Files } from '../../../../src/main/jobs/files/files.ts'
import { StagingJournal } from '../../../../src/main/jobs/staging/staging-journal.ts'
import { isVaultError } from '../../../../src/shared/vault-error.ts'
import { faultyFiles } from '../../../support/faulty-files.ts'
import type { ChooseFault, Fault, Operation } from '../../../support/faulty-files.ts'
import { Room, bytes } from '../../../support/jobs-room.ts'
import { memoryBlobs } from '../../../support/memory-blobs.ts'
import { quickFiles } from '../../../support/quick-files.ts'

const plaintext = bytes(1000)
const blobs = memoryBlobs()
const key = { service: 'aws', connectionId: 'c', keyArn: 'arn' } as const
const context = new Map([['team', 'red']])
const open = (ciphertext: Uint8Array) => blobs.open({ keys: [key], ciphertext, context })
const seal = (content: Uint8Array) => blobs.seal({ key, plaintext: content, context })
const { ciphertext } = await seal(plaintext)

interface Case {
  readonly source: Uint8Array
  readonly work: (room: Room, files: Files, journal: StagingJournal) => Promise<PublishedFile>
  readonly isWhole: (result: Uint8Array) => Promise<boolean>
}

const cases: Readonly<Record<'make' | 'open', Case>> = {
  make: {
    source: plaintext,
    work: async (room, files, journal) =>
      sealBlobFile({
        files,
        journal: await journal.journal(),
        source: room.path('source'),
        target: room.path('result'),
        form: 'kmsBlobBase64',
        seal,
        open,
      }),
    isWhole: async (result) => {
      const opened = await open(new Uint8Array(Buffer.from(Buffer.from(result).toString(), 'base64')))
      return opened.plaintext.use((found) => Buffer.compare(found, plaintext) === 0)
    },
  },
  open: {
    source: ciphertext,
    work: async (room, files, journal) =>
      openBlobFile({
        files,
        journal: await journal.journal(),
        source: room.path('source'),
        target: room.path('result'),
        form: 'kmsBlob',
        open,
      }),
    isWhole: async (result) => Buffer.compare(result, plaintext) === 0,
  },
}

/** One try in a room of its own with one fault, and everything that has to hold after any fault. */
async function tryOnce({ source, work, isWhole }: Case, choose: ChooseFault) {
  using room = new Room()
  room.write('source', source)
  const files = faultyFiles(quickFiles, choose)
  const journalPath = path.join(room.userData, 'journal')
  const journal = new StagingJournal(files, journalPath)
  const attempt = await work(room, files, journal).then(
    (published) => ({ published, error: null }),
    (error: unknown) => ({ published: null, error }),
  )
  await journal.close().catch(() => {})
  expect(Buffer.compare(fs.readFileSync(room.path('source')), source), 'the source is untouched').toBe(0)
  await new StagingJournal(quickFiles, journalPath).recover()
  const left = room.names().filter((name) => name !== 'source')
  expect(blobs.handedOut.every((secret) => secret.isWiped)).toBe(true)
  if (left.length > 0) {
    expect(left, 'nothing staged is left after the next start').toEqual(['result'])
    expect(await isWhole(fs.readFileSync(room.path('result'))), 'the result is whole').toBe(true)
    blobs.handedOut.at(-1)?.wipe()
    if (attempt.published === null) expect(attempt.error).toMatchObject({ code: 'PUBLICATION_UNCERTAIN' })
  } else expect(attempt.published, 'a success has a result').toBe(null)
  const operations: readonly Operation[] = files.operations
  return { ...attempt, operations }
}

const faults: readonly Fault[] = [
  { kind: 'error', errno: 'EIO' },
  { kind: 'error', errno: 'ENOSPC' },
  { kind: 'error', errno: 'EXDEV' },
  { kind: 'doneButReported', errno: 'EIO' },
  { kind: 'short' },
]
const nameOf = (fault: Fault): string => ('errno' in fault ? `${fault.kind} ${fault.errno}` : fault.kind)

describe.each(['make', 'open'] as const)('to %s a KMS ciphertext blob', (action) => {
  it('is many file operations, each of which the loop below makes fail', async () => {
    const { operations, published } = await tryOnce(cases[action], () => undefined)
    expect(published).toMatchObject({ durability: 'durable' })
    expect(operations.length).toBeGreaterThan(20)
  })

  it.each(faults.map((fault) => [nameOf(fault), fault] as const))(
    'loses nothing and leaves nothing when any one operation ends in: %s',
    async (_, fault) => {
      const { operations } = await tryOnce(cases[action], () => undefined)
      for (const { index, operation } of operations) {
        const attempt = await tryOnce(cases[action], (now) => (now.index === index ? fault : undefined))
        if (fault.kind === 'short') expect(attempt.error, `short ${operation} at ${index}`).toBe(null)
        else if (attempt.error !== null) expect(isVaultError(attempt.error)).toBe(true)
      }
    },
  )

  it('leaves nothing when everything fails from one operation on', async () => {
    const { operations } = await tryOnce(cases[action], () => undefined)
    for (const { index } of operations) {
      await tryOnce(cases[action], (now) =>
        now.index >= index ? { kind: 'error', errno: 'EIO' } : undefined,
      )
    }
  })

  it('stops where its source changes under it', async () => {
    using room = new Room()
    room.write('source', cases[action].source)
    let reads = 0
    const files = faultyFiles(quickFiles, ({ operation, path: name }) => {
      if (operation !== 'read' || !name.endsWith('source') || ++reads > 1) return undefined
      return { kind: 'before', run: () => fs.appendFileSync(name, 'more') }
    })
    const journal = new StagingJournal(files, path.join(room.userData, 'journal'))
    await expect(cases[action].work(room, files, journal)).rejects.toMatchObject({ code: 'FILE_CHANGED' })
    await journal.close()
    expect(room.names()).toEqual(['source'])
  })
})
