import { describe, expect, it } from 'vitest'
import { decryptFile } from '../../../../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../../../../src/main/jobs/file/encrypt-file.ts'
import { moveFile } from '../../../../../src/main/jobs/file/move-file.ts'
import type { PublishedFile } from '../../../../../src/main/jobs/file/work.ts'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { StagingJournal } from '../../../../../src/main/jobs/staging/staging-journal.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import { keyring, messageOf } from '../../../../support/file-work.ts'
import { bytes } from '../../../../support/jobs-room.ts'
import { PowerLossDisk } from '../../../../support/power-loss-disk.ts'
import type { Reached } from '../../../../support/power-loss-disk.ts'

const plaintext = bytes(2500)
const sealed = await messageOf(plaintext)
const cases = {
  encrypt: { source: '/desk/a.bin', target: '/desk/a.bin.encrypted', content: plaintext },
  decrypt: { source: '/desk/a.bin.encrypted', target: '/desk/out.bin', content: sealed },
  move: { source: '/desk/a.bin.encrypted', target: '/desk/moved.encrypted', content: sealed },
} as const
type Action = keyof typeof cases

/** What a power loss may leave of what was not flushed. */
const losses: Readonly<Record<string, () => Reached>> = {
  nothing: () => () => false,
  everything: () => () => true,
  'names without their contents': () => (what) => what === 'name',
  'contents without their names': () => (what) => what === 'content',
  'some of each': () => () => Math.random() < 0.5,
}

interface PowerLoss {
  readonly action: Action
  readonly hasHardLinks: boolean
  readonly reached: Reached
  /** The first file operation that is not done any more. */
  readonly at: number
}

/** Does the work; null where the power went before its end. */
async function work(action: Action, files: Files): Promise<PublishedFile | null> {
  const { source, target } = cases[action]
  try {
    const journal = await new StagingJournal(files, '/profile/journal').journal()
    const shared = { files, journal, keyring, source, target }
    if (action === 'decrypt') return await decryptFile(shared)
    if (action === 'encrypt') return await encryptFile({ ...shared, frameLength: 1000 })
    return await moveFile({ ...shared, openingKeyring: keyring, frameLength: 900 })
  } catch {
    return null
  }
}

async function contentOf(disk: PowerLossDisk, action: Action): Promise<Buffer> {
  const { target } = cases[action]
  if (action === 'decrypt') return disk.content(target)
  await decryptFile({ files: disk, keyring, source: target, target: '/profile/check' })
  return disk.content('/profile/check')
}

/** One run that the power leaves, the next start, and what has to hold then. Gives the operations of the run. */
async function losePowerOnce({ action, hasHardLinks, reached, at }: PowerLoss): Promise<number> {
  const { source, target, content } = cases[action]
  const disk = new PowerLossDisk({ folders: ['/desk', '/profile'], hasHardLinks })
  disk.put(source, content)
  const files = faultyFiles(disk, ({ index }) => (index >= at ? { kind: 'error', errno: 'EIO' } : undefined))
  const outcome = await work(action, files)
  disk.losePower(reached)
  await new StagingJournal(disk, '/profile/journal').recover()

  expect(disk.content(source).equals(content), 'the source is untouched').toBe(true)
  const left = disk.names('/desk').map((name) => `/desk/${name}`)
  const known: readonly string[] = [source, target]
  expect(
    left.filter((name) => !known.includes(name)),
    'nothing staged is left',
  ).toEqual([])
  if (outcome?.durability === 'durable') expect(left).toContain(target)
  if (!left.includes(target)) return files.operations.length
  // The weaker promise: a placeholder that was made and whose inode was not yet written down cannot be told from
  // somebody's own empty file, and stays.
  if (!hasHardLinks && outcome === null && disk.content(target).length === 0) return files.operations.length
  expect((await contentOf(disk, action)).equals(plaintext), 'the result is whole').toBe(true)
  return files.operations.length
}

describe.each(['encrypt', 'decrypt', 'move'] as const)('a power loss during %s', (action) => {
  it.each(
    Object.keys(losses).flatMap((loss) => [true, false].map((hasHardLinks) => ({ loss, hasHardLinks }))),
  )(
    'that leaves $loss of what was not flushed leaves a whole result or none (hard links: $hasHardLinks)',
    async ({ loss, hasHardLinks }) => {
      const reached = losses[loss]?.() ?? (() => false)
      const operations = await losePowerOnce({ action, hasHardLinks, reached, at: Number.POSITIVE_INFINITY })
      expect(operations).toBeGreaterThan(20)
      for (let at = 0; at < operations; at += 1) await losePowerOnce({ action, hasHardLinks, reached, at })
    },
  )
})
