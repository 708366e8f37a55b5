import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { StagingJournal } from '../../../src/main/jobs/staging/staging-journal.ts'
import { isVaultError } from '../../../src/shared/vault-error.ts'
import { faultyFiles } from '../../support/faulty-files.ts'
import type { ChooseFault, Fault } from '../../support/faulty-files.ts'
import { doWork, works } from '../../support/file-works.ts'
import type { Work } from '../../support/file-works.ts'
import { Room } from '../../support/jobs-room.ts'
import { quickFiles } from '../../support/quick-files.ts'
import { factsOfSource, workCases } from '../../support/work-cases.ts'

const faults: readonly Fault[] = [
  { kind: 'error', errno: 'EIO' },
  { kind: 'error', errno: 'EACCES' },
  { kind: 'doneButReported', errno: 'EIO' },
]

/**
 * A piece of work that ends, as by a crash, when its staged file is full; a next start under `choose`; and one after it
 * that nothing disturbs. Gives the file operations of the disturbed one.
 */
async function recoverTwice(work: Work, choose: ChooseFault): Promise<number> {
  using room = new Room()
  const { source, target, prepare } = workCases[work]
  prepare(room)
  const before = factsOfSource(room.path(source))
  const journalPath = path.join(room.userData, 'journal')
  let hasEnded = false
  const crashing = faultyFiles(quickFiles, ({ operation }) => {
    if (operation === 'flush folder' || operation === 'link') hasEnded = true
    return hasEnded ? { kind: 'error', errno: 'EIO' } : undefined
  })
  const journal = await new StagingJournal(quickFiles, journalPath).journal()
  await doWork(work, {
    files: crashing,
    journal,
    source: room.path(source),
    target: room.path(target),
  }).catch(() => null)
  expect(fs.readdirSync(room.work).length, 'the crash left something').toBeGreaterThan(1)

  const files = faultyFiles(nodeFiles, choose)
  const disturbed = new StagingJournal(files, journalPath)
  await disturbed.recover().catch((error: unknown) => expect(isVaultError(error)).toBe(true))
  // A run that goes on writes the journal anew, with what could not be removed.
  await disturbed
    .journal()
    .then((again) => again.intend(room.path('.keyhold-0.part'), 'staged'))
    .catch((error: unknown) => expect(isVaultError(error)).toBe(true))
  await disturbed.close().catch(() => {})
  await new StagingJournal(nodeFiles, journalPath).recover()
  const left = fs.readdirSync(room.work).filter((name) => name !== source)
  expect(left.filter((name) => name !== target)).toEqual([])
  expect(factsOfSource(room.path(source)) === before).toBe(true)
  return files.operations.length
}

describe.each(works)('the next start after a crash during %s', (work) => {
  it('takes away what was left in the end, whatever one operation of the clean-up ends in', async () => {
    const operations = await recoverTwice(work, () => undefined)
    expect(operations).toBeGreaterThan(5)
    for (const fault of faults) {
      for (let at = 0; at < operations; at += 1) {
        await recoverTwice(work, ({ index }) => (index === at ? fault : undefined))
      }
    }
  }, 120_000)

  it('does so at the start after, where everything failed from one operation on', async () => {
    const operations = await recoverTwice(work, () => undefined)
    for (let at = 0; at < operations; at += 1) {
      await recoverTwice(work, ({ index }) => (index >= at ? { kind: 'error', errno: 'EIO' } : undefined))
    }
  }, 120_000)
})
