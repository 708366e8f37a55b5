import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { FileRecord } from '../../../../../src/shared/model/file-record.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { Room, jobsIn, run } from '../../../../support/jobs-room.ts'

const twoDoors = ['key-1', 'key-2'].map((keyId) => ({ service: 'local', keyId }) as const)
const names = ({ seen }: FileRecord): string[][] =>
  seen.map(({ doors }) => doors.map(({ label }) => label.name))

function recorded(room: Room) {
  const told: FileRecord[] = []
  const { jobs, keys } = jobsIn(room, {
    record: (entry) => told.push(entry),
    trash: async (path) => fs.rmSync(path),
  })
  return { told, jobs, keys }
}

const then = new Date('2020-02-03T04:05:06.789Z')

/** One message with two doors, its file's time long ago. */
async function oneMessage(room: Room) {
  const made = recorded(room)
  await run(made.jobs, [room.write('a', 'secret')], { doors: twoDoors })
  const file = room.path('a.encrypted')
  fs.utimesSync(file, then, then)
  return { ...made, file, size: fs.statSync(file).size }
}

describe('the messages that a job makes known', () => {
  it('are the one it wrote, with every door', async () => {
    using room = new Room()
    const { told, size } = await oneMessage(room)
    const [written] = told
    expect(written).toMatchObject({ sourceGone: false, seen: [{ at: 'result', size, writtenAt: null }] })
    expect(written?.seen[0]?.headerHash).toBe(written?.headerHash)
    expect(told.map(names)).toEqual([[['key-1', 'key-2']]])
  })

  it.each(['auto', 'verify'] as const)(
    'are the one it read to its end, with the doors that did not open too: %s',
    async (intent) => {
      using room = new Room()
      const { told, jobs, file, size } = await oneMessage(room)
      await run(jobs, [file], { intent })
      const [written, read] = told
      expect(read?.doors.map(({ label }) => label.name)).toEqual(['key-1'])
      const [seen] = read?.seen ?? []
      expect(seen).toMatchObject({ at: 'source', size, headerHash: written?.headerHash })
      expect(Math.abs(Date.parse(seen?.writtenAt ?? '') - then.getTime())).toBeLessThan(2)
      expect(seen?.doors.map(({ label }) => label.name)).toEqual(['key-1', 'key-2'])
    },
  )

  it('are both of a move', async () => {
    using room = new Room()
    const { told, jobs, file } = await oneMessage(room)
    await run(jobs, [file], { intent: 'move', doors: [{ service: 'local', keyId: 'key-3' }] })
    expect(told[1]?.seen).toMatchObject([
      { at: 'source', headerHash: told[0]?.headerHash },
      { at: 'result', headerHash: told[1]?.headerHash },
    ])
    expect(told.map(names)[1]).toEqual([['key-1', 'key-2'], ['key-3']])
    expect(told[1]?.sourceGone).toBe(false)
  })

  it('lose their place where the source went to the trash', async () => {
    using room = new Room()
    const { told, jobs, file } = await oneMessage(room)
    await run(jobs, [file], {
      intent: 'move',
      doors: [{ service: 'local', keyId: 'key-3' }],
      original: 'trash',
    })
    expect(told[1]).toMatchObject({ source: file, result: file, sourceGone: true })
  })

  it('are none where the job failed', async () => {
    using room = new Room()
    const { told, jobs, keys, file } = await oneMessage(room)
    keys.beforeCall = () => {
      throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
    }
    await run(jobs, [file], { intent: 'verify' })
    expect(told[1]).toMatchObject({ code: 'KMS_ACCESS_DENIED', seen: [], sourceGone: false })
  })
})
