import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { StagingJournal } from '../../../src/main/jobs/staging/staging-journal.ts'
import { doWork, works } from '../../support/file-works.ts'
import { Room } from '../../support/jobs-room.ts'
import { factsOfSource, workCases } from '../../support/work-cases.ts'

const isRoot = process.getuid?.() === 0

describe.each(works)('a real full disk under %s', (work) => {
  it('ends with a clear error, the source untouched and nothing left', async ({ skip }) => {
    skip(!isRoot || process.platform !== 'linux', 'mounting a small tmpfs needs root on Linux')
    using room = new Room()
    const { source, target, prepare } = workCases[work]
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'none', room.work])
    try {
      prepare(room)
      // What is left has room for the start of a result, and not for a whole one.
      const filler = path.join(room.work, 'filler')
      const { bavail, bsize } = fs.statfsSync(room.work)
      fs.writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 700 * 1024)))
      const before = factsOfSource(room.path(source))
      const journal = new StagingJournal(nodeFiles, path.join(room.userData, 'journal'))
      const tried = doWork(work, {
        files: nodeFiles,
        journal: await journal.journal(),
        source: room.path(source),
        target: room.path(target),
      })
      await expect(tried).rejects.toMatchObject({ code: 'DISK_FULL' })
      await journal.close()
      expect(fs.readdirSync(room.work).toSorted()).toEqual(['filler', source].toSorted())
      expect(factsOfSource(room.path(source)) === before).toBe(true)
    } finally {
      execFileSync('umount', [room.work])
    }
  })
})
