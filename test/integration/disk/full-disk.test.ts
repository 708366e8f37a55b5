import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { workerEngine } from '../../../src/main/jobs/engine/worker-engine.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { StagingJournal } from '../../../src/main/jobs/staging/staging-journal.ts'
import { doWork, works } from '../../support/file-works.ts'
import { Room, workerUrl } from '../../support/jobs-room.ts'
import { factsOfSource, workCases } from '../../support/work-cases.ts'

const isRoot = process.getuid?.() === 0
const pool = workerEngine(workerUrl)
// The app's engine writes on threads of its own, through descriptors that the main thread lends them.
const engines = [
  { where: 'on the calling thread', engine: {} },
  { where: 'on worker threads', engine: { engine: pool, tarEngine: pool } },
] as const

afterAll(() => pool.close())

describe.each(works)('a real full disk under %s', (work) => {
  it.for(engines)(
    'ends with a clear error, the source untouched and nothing left, $where',
    async (on, { skip }) => {
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
        // Unpacking asks for the room before it begins; here somebody else takes it after that.
        const files = { ...nodeFiles, freeSpace: () => Promise.resolve(Number.POSITIVE_INFINITY) }
        const journal = new StagingJournal(files, path.join(room.userData, 'journal'))
        const tried = doWork(work, {
          ...on.engine,
          files,
          journal: await journal.journal(),
          source: room.path(source),
          target: room.path(target),
        })
        const error = { code: 'DISK_FULL', facts: { operation: 'write', errno: 'ENOSPC' } }
        await expect(tried).rejects.toMatchObject(error)
        await journal.close()
        expect(fs.readdirSync(room.work).toSorted()).toEqual(['filler', source].toSorted())
        expect(factsOfSource(room.path(source)) === before).toBe(true)
      } finally {
        execFileSync('umount', [room.work])
      }
    },
  )
})
