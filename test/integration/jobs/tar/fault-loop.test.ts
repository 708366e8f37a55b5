import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isVaultError } from '../../../../src/shared/vault-error.ts'
import type { PublishedFile } from '../../../../src/main/jobs/file/work.ts'
import type { Files } from '../../../../src/main/jobs/files/files.ts'
import { noJournal } from '../../../../src/main/jobs/staging/journal.ts'
import type { Journal } from '../../../../src/main/jobs/staging/journal.ts'
import { StagingJournal } from '../../../../src/main/jobs/staging/staging-journal.ts'
import { faultyFiles } from '../../../support/faulty-files.ts'
import type { ChooseFault, Fault, Operation } from '../../../support/faulty-files.ts'
import { contentsOf, packIn, treeOf, unpackIn } from '../../../support/folder-work.ts'
import { Room, bytes } from '../../../support/jobs-room.ts'
import { quickFiles } from '../../../support/quick-files.ts'

const files = [bytes(900), bytes(300), bytes(1500)] as const
// Three frames: the tar of these members has 6,656 bytes.
const frameLength = 2500

/** Three files in two folders. */
function makeTop(room: Room): void {
  room.write('top/a', files[0])
  room.write('top/inner/b', files[1])
  room.write('top/inner/c', files[2])
  for (const name of ['top/a', 'top/inner/b', 'top/inner/c', 'top/inner', 'top']) {
    fs.utimesSync(room.path(name), 1_600_000_000, 1_600_000_000)
  }
}

async function messageOf(): Promise<{ message: Buffer; tree: string[]; contents: string[] }> {
  using room = new Room()
  makeTop(room)
  await packIn(room, { frameLength })
  return {
    message: fs.readFileSync(room.path('top.tar.encrypted')),
    tree: treeOf(room.path('top')),
    contents: contentsOf(room.path('top')),
  }
}
const { message, tree, contents } = await messageOf()

type Work = (
  room: Room,
  options: { files: Files; journal: Journal; signal?: AbortSignal },
) => Promise<PublishedFile>

const cases = {
  pack: {
    work: (room, options) => packIn(room, { ...options, frameLength }),
    prepare: makeTop,
    source: 'top',
    target: 'top.tar.encrypted',
  },
  unpack: {
    work: (room, options) => unpackIn(room, options),
    prepare: (room) => void room.write('top.tar.encrypted', message),
    source: 'top.tar.encrypted',
    target: 'out',
  },
} as const satisfies Record<
  string,
  { work: Work; prepare: (room: Room) => void; source: string; target: string }
>
type Action = keyof typeof cases

function sourceIsUntouched(room: Room, action: Action): boolean {
  if (action === 'unpack') return fs.readFileSync(room.path('top.tar.encrypted')).equals(message)
  return treeOf(room.path('top')).join('\n') === tree.join('\n')
}

/** Names and contents: a mode or a time that the disk does not take is no reason to lose the rest. */
async function resultIsWhole(room: Room, action: Action): Promise<boolean> {
  const out = action === 'unpack' ? room.path('out') : path.join(room.userData, 'check')
  if (action === 'pack') await unpackIn(room, { target: out })
  return contentsOf(out).join('\n') === contents.join('\n')
}

interface Attempt {
  readonly operations: readonly Operation[]
  readonly published: PublishedFile | null
  readonly error: unknown
}

async function begin(
  journal: StagingJournal,
  run: (open: Journal) => Promise<PublishedFile>,
): Promise<Omit<Attempt, 'operations'>> {
  try {
    return { published: await run(await journal.journal()), error: null }
  } catch (error) {
    return { published: null, error }
  }
}

/** One try in a room of its own with one fault, and everything that has to hold after any fault. */
async function tryOnce(action: Action, choose: ChooseFault): Promise<Attempt> {
  const { work, prepare, source, target } = cases[action]
  using room = new Room()
  prepare(room)
  const faulty = faultyFiles(quickFiles, choose)
  const journalPath = path.join(room.userData, 'journal')
  const journal = new StagingJournal(faulty, journalPath)
  const attempt = await begin(journal, (open) => work(room, { files: faulty, journal: open }))
  await journal.close().catch(() => {})
  expect(sourceIsUntouched(room, action), 'the source is untouched').toBe(true)
  await new StagingJournal(quickFiles, journalPath).recover()
  const left = fs.readdirSync(room.work).filter((name) => name !== source)
  if (left.length > 0) {
    expect(left, 'nothing staged is left after the next start').toEqual([target])
    expect(await resultIsWhole(room, action), 'what is under the final name is whole').toBe(true)
    if (attempt.published === null) expect(attempt.error).toMatchObject({ code: 'PUBLICATION_UNCERTAIN' })
  } else expect(attempt.published, 'a success has a result').toBe(null)
  return { ...attempt, operations: faulty.operations }
}

async function cancelOnce(action: Action, index: number): Promise<void> {
  const { work, prepare, source, target } = cases[action]
  using room = new Room()
  prepare(room)
  const controller = new AbortController()
  const run = (): void => controller.abort()
  const faulty = faultyFiles(quickFiles, (now) => (now.index === index ? { kind: 'before', run } : undefined))
  const options = { files: faulty, journal: noJournal, signal: controller.signal }
  const outcome = await work(room, options).then(
    () => 'done',
    (error: unknown) => (isVaultError(error) ? error.code : 'unknown'),
  )
  expect(outcome).toMatch(/^(done|CANCELLED)$/)
  expect(fs.readdirSync(room.work)).toEqual(outcome === 'done' ? [source, target].toSorted() : [source])
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

describe.each(['pack', 'unpack'] as const)('%s', (action) => {
  it('does many file operations, each of which the loop below makes fail', async () => {
    const { operations, published } = await tryOnce(action, () => undefined)
    expect(published).toMatchObject({ durability: 'durable' })
    expect(operations.length).toBeGreaterThan(60)
  })

  it.each(faults.map((fault) => [nameOf(fault), fault] as const))(
    'loses nothing and leaves nothing when any one operation ends in: %s',
    async (_, fault) => {
      const { operations } = await tryOnce(action, () => undefined)
      let failures = 0
      for (const { index, operation, path: at } of operations) {
        const where = `${operation} of ${path.basename(at)} at ${index}`
        const attempt = await tryOnce(action, (now) => (now.index === index ? fault : undefined))
        if (fault.kind === 'short') expect(attempt.error, `short ${where}`).toBe(null)
        else if (attempt.error !== null) {
          failures++
          expect(isVaultError(attempt.error), where).toBe(true)
          expect(attempt.error, where).toMatchObject({
            facts: { operation, errno: 'errno' in fault ? fault.errno : '' },
          })
        }
      }
      // Most operations matter: those that do not are closing, modes, times, and taking away what is no longer needed.
      if (fault.kind !== 'short') expect(failures).toBeGreaterThan(operations.length / 2)
    },
    120_000,
  )

  it('leaves nothing, or comes too late and the result is there, when a person cancels before any one operation', async () => {
    const { operations } = await tryOnce(action, () => undefined)
    for (const { index } of operations) await cancelOnce(action, index)
  }, 120_000)

  it('leaves nothing when everything fails from one operation on', async () => {
    const { operations } = await tryOnce(action, () => undefined)
    for (const { index } of operations) {
      await tryOnce(action, (now) => (now.index >= index ? { kind: 'error', errno: 'EIO' } : undefined))
    }
  }, 120_000)
})

describe('packing where there are no hard links', () => {
  it.each(faults.slice(0, -1).map((fault) => [nameOf(fault), fault] as const))(
    'loses nothing and leaves nothing when any one operation, the rename among them, ends in: %s',
    async (_, fault) => {
      const { operations, published } = await tryOnce('pack', noLinks)
      expect(published).toMatchObject({ durability: 'durable', withoutHardLinks: true })
      const renames = operations.filter(({ operation }) => operation === 'rename')
      expect(renames.length).toBeGreaterThan(0)
      for (const { index, operation, path: at } of operations) {
        // A name that was taken by an empty file although the disk said it was not: nobody can say whose file that is.
        const isNobodys = fault.kind === 'doneButReported' && operation === 'create'
        if (isNobodys && path.basename(at) === cases.pack.target) continue
        await tryOnce('pack', (now) => noLinks(now) ?? (now.index === index ? fault : undefined))
      }
    },
    120_000,
  )
})
