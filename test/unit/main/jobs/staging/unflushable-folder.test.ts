import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { StagingJournal } from '../../../../../src/main/jobs/staging/staging-journal.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import { doWork } from '../../../../support/file-works.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

/** What the journal still knows at the next start, after a file was encrypted where flushing a folder ends in `errno`. */
async function leftInJournal(errno: string): Promise<{ durability: string; remaining: number }> {
  using room = new Room()
  const files = faultyFiles(quickFiles, ({ operation, path: folder }) =>
    operation === 'flush folder' && folder === room.work ? { kind: 'error', errno } : undefined,
  )
  const journalPath = path.join(room.userData, 'journal')
  const journal = new StagingJournal(files, journalPath)
  const source = room.write('a', bytes(10))
  const request = { files, journal: await journal.journal(), source, target: room.path('result') }
  const { durability } = await doWork('encrypt', request)
  await journal.close()
  const { remaining } = await new StagingJournal(files, journalPath).recover()
  return { durability, remaining: remaining.length }
}

describe('a folder that cannot be flushed', () => {
  it.each(['EINVAL', 'ENOTSUP', 'EACCES'])(
    'because it never can be (%s) gives no durable result, and the journal does not grow with each file',
    async (errno) => {
      expect(await leftInJournal(errno)).toEqual({ durability: 'uncertain', remaining: 0 })
    },
  )

  it('because its disk fails leaves the name in the journal until it can', async () => {
    expect(await leftInJournal('EIO')).toEqual({ durability: 'uncertain', remaining: 1 })
  })
})
