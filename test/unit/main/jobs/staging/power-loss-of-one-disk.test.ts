import { describe, expect, it } from 'vitest'
import { StagingJournal } from '../../../../../src/main/jobs/staging/staging-journal.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import { doWork } from '../../../../support/file-works.ts'
import type { Work } from '../../../../support/file-works.ts'
import { bytes } from '../../../../support/jobs-room.ts'
import { PowerLossDisk } from '../../../../support/power-loss-disk.ts'

const plaintext = bytes(100)
const message = await madeMessage()

async function madeMessage(): Promise<Buffer> {
  const disk = new PowerLossDisk({ folders: ['/desk'] })
  disk.put('/desk/a', plaintext)
  const { path } = await doWork('encrypt', { files: disk, source: '/desk/a', target: '/desk/made' })
  return disk.content(path)
}

interface OneDisk {
  readonly work: Work
  readonly hasHardLinks: boolean
  /** The first file operation on the desk that is not done any more; the profile lies on another disk, which goes on. */
  readonly at: number
}

/** One run during which the desk's disk goes, the app's orderly end, and the next start with the disk back. */
async function loseDesk({ work, hasHardLinks, at }: OneDisk): Promise<number> {
  const disk = new PowerLossDisk({ folders: ['/desk', '/profile'], hasHardLinks })
  disk.put('/desk/source', work === 'encrypt' ? plaintext : message)
  let onDesk = 0
  const files = faultyFiles(disk, ({ path }) => {
    if (!path.startsWith('/desk')) return undefined
    onDesk += 1
    // Its file system writes names down by itself: all that was done before the last operation is there again.
    return onDesk > at
      ? { kind: 'error', errno: 'EIO' }
      : { kind: 'before', run: () => disk.syncFolder('/desk') }
  })
  const journal = new StagingJournal(files, '/profile/journal')
  const request = { files, journal: await journal.journal(), source: '/desk/source', target: '/desk/result' }
  const published = await doWork(work, request).catch(() => null)
  await journal.close()
  disk.losePower(() => false)
  await new StagingJournal(disk, '/profile/journal').recover()
  const left = disk.names('/desk').filter((name) => name !== 'source')
  expect(
    left.filter((name) => name !== 'result'),
    `nothing staged is left, at ${at}`,
  ).toEqual([])
  if (published?.durability === 'durable') expect(left).toEqual(['result'])
  return onDesk
}

describe.each(['encrypt', 'decrypt', 'move'] as const)(
  '%s on a disk that goes while the profile stays',
  (work) => {
    it.each([true, false])(
      'leaves nothing staged when the disk is back, though the journal was closed in order (hard links: %s)',
      async (hasHardLinks) => {
        const operations = await loseDesk({ work, hasHardLinks, at: Number.POSITIVE_INFINITY })
        expect(operations).toBeGreaterThan(8)
        for (let at = 0; at < operations; at += 1) await loseDesk({ work, hasHardLinks, at })
      },
    )
  },
)
