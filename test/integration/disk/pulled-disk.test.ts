import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FileOperation } from '../../../src/main/jobs/files/file-error.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import type { PublishedFile } from '../../../src/main/jobs/file/work.ts'
import { StagingJournal } from '../../../src/main/jobs/staging/staging-journal.ts'
import { isVaultError } from '../../../src/shared/vault-error.ts'
import { faultyFiles } from '../../support/faulty-files.ts'
import { doWork, works } from '../../support/file-works.ts'
import type { Work } from '../../support/file-works.ts'
import { Room } from '../../support/jobs-room.ts'
import { RealDisk, mountingImpossible, powerCutImpossible } from '../../support/real-disk.ts'
import { factsOfSource, workCases } from '../../support/work-cases.ts'

interface Ended {
  readonly published: PublishedFile | null
  readonly operations: readonly { readonly operation: FileOperation }[]
}

/** Does the work on a disk of its own, which `happen` befalls before the file operation of a number; then all that must hold. */
async function onDisk(work: Work, at: number, happen: (disk: RealDisk) => void): Promise<Ended> {
  using room = new Room()
  const disk = new RealDisk(room.work, path.join(room.root, 'disk.image'))
  try {
    const { source, target, prepare, isWhole } = workCases[work]
    prepare(room)
    disk.flush()
    const before = factsOfSource(room.path(source))
    const run = (): void => happen(disk)
    const files = faultyFiles(nodeFiles, ({ index }) => (index === at ? { kind: 'before', run } : undefined))
    const journalPath = path.join(room.userData, 'journal')
    const journal = new StagingJournal(files, journalPath)
    const request = {
      files,
      journal: await journal.journal(),
      source: room.path(source),
      target: room.path(target),
    }
    const published = await doWork(work, request).catch((error: unknown) => {
      expect(isVaultError(error), String(error)).toBe(true)
      expect(error).not.toMatchObject({ code: 'INTERNAL' })
      return null
    })
    await journal.close().catch(() => {})
    await disk.comeBack()
    await new StagingJournal(nodeFiles, journalPath).recover()
    const where = `${work}, ${files.operations[at]?.operation ?? 'never'} (${at})`
    expect(factsOfSource(room.path(source)) === before, `the source is untouched: ${where}`).toBe(true)
    const left = fs.readdirSync(room.work).filter((name) => name !== source)
    expect(
      left.filter((name) => name !== target),
      `nothing staged is left: ${where}`,
    ).toEqual([])
    if (left.length > 0) expect(await isWhole(room, room.path(target)), `whole: ${where}`).toBe(true)
    if (published?.durability === 'durable') expect(left, `durable: ${where}`).toEqual([target])
    return { published, operations: files.operations }
  } finally {
    disk.remove()
  }
}

/** Every `step`-th file operation has its turn, and over several runs every one. */
async function atOperations(work: Work, step: number, happen: (disk: RealDisk) => void): Promise<void> {
  const { operations, published } = await onDisk(work, -1, happen)
  expect(published).toMatchObject({ durability: 'durable' })
  const first = Math.floor(Math.random() * step)
  for (let at = first; at < operations.length; at += step) await onDisk(work, at, happen)
}

describe.each(works)('a real disk under %s', (work) => {
  it('that is pulled before a file operation keeps the source, and a whole result or none', async ({
    skip,
  }) => {
    const reason = mountingImpossible()
    skip(reason !== null, reason ?? '')
    await atOperations(work, 4, (disk) => disk.pull())
  }, 600_000)

  it('whose power is cut before one does so too', async ({ skip }) => {
    const reason = powerCutImpossible()
    skip(reason !== null, reason ?? '')
    await atOperations(work, 4, (disk) => disk.cutPower())
  }, 600_000)
})
