import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ResultFolderUse } from '../../../../../src/main/jobs/batches/result-folder-use.ts'
import { heldEngine } from '../../../../support/held-engine.ts'
import { filesWith, nth } from '../../../../support/file-work.ts'
import { Room, defaultOptions, jobsIn, run, untilRows } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

const foldersIn = (room: Room): string[] =>
  fs.readdirSync(room.path('out'), { recursive: true }).map(String).toSorted()

const placeIn = (room: Room, inside: string) => ({
  folder: room.path(`out/${inside}`),
  existingFolder: room.path('out'),
  name: 'a',
})

describe('folders made for a result', () => {
  it('go again where the job fails or is cancelled, and stay where a result is in them', async () => {
    using room = new Room()
    fs.mkdirSync(room.path('out'))
    const files = filesWith(nth('open', 'bad', 2, { kind: 'error', errno: 'EIO' }))
    const held = heldEngine()
    const { jobs } = jobsIn(room, { files, engine: held.engine, parallel: 1 })
    room.write('top/one/bad', 'x')
    room.write('top/two/good', 'x')
    room.write('top/two/three/late', 'x')
    const { folderId } = await jobs.allowOutputFolder(room.path('out'))
    const plan = await jobs.plan([room.path('top')], { ...defaultOptions, output: { folderId } })
    const { batchId } = jobs.start(plan.id)
    await untilRows(jobs, (rows) => rows.some((row) => row.name === 'good' && row.phase === 'working'))
    held.letGo()
    await untilRows(jobs, (rows) => rows.every((row) => ['done', 'failed'].includes(row.phase)))
    expect(foldersIn(room)).toEqual([
      'top',
      'top/two',
      'top/two/good.encrypted',
      'top/two/three',
      'top/two/three/late.encrypted',
    ])
    jobs.cancel(batchId, null)
  })

  it('go again where a job is cancelled', async () => {
    using room = new Room()
    fs.mkdirSync(room.path('out'))
    const { jobs } = jobsIn(room, { engine: heldEngine().engine })
    room.write('top/sub/a', 'x')
    const { folderId } = await jobs.allowOutputFolder(room.path('out'))
    const plan = await jobs.plan([room.path('top')], { ...defaultOptions, output: { folderId } })
    const { batchId } = jobs.start(plan.id)
    await untilRows(jobs, (rows) => rows[0]?.phase === 'working')
    expect(foldersIn(room)).toContain('top/sub')
    jobs.cancel(batchId, null)
    await untilRows(jobs, (rows) => rows[0]?.phase === 'cancelled')
    expect(foldersIn(room)).toEqual([])
  })

  it('stay where they were there before, or hold anything', async () => {
    using room = new Room()
    fs.mkdirSync(room.path('out/top'), { recursive: true })
    room.write('top/a', 'x')
    const files = filesWith(nth('open', 'a', 2, { kind: 'error', errno: 'EIO' }))
    const { jobs } = jobsIn(room, { files })
    const { folderId } = await jobs.allowOutputFolder(room.path('out'))
    await run(jobs, [room.path('top')], { output: { folderId } })
    expect(foldersIn(room)).toEqual(['top'])
    const use = new ResultFolderUse(quickFiles)
    const failed = use.during(placeIn(room, 'new'), () => {
      fs.writeFileSync(room.path('out/new/mine'), 'mine')
      return Promise.reject(new Error('no'))
    })
    await expect(failed).rejects.toThrow('no')
    expect(foldersIn(room)).toEqual(['new', 'new/mine', 'top'])
  })

  it('are never taken from under another job that goes there', async () => {
    using room = new Room()
    fs.mkdirSync(room.path('out'))
    const use = new ResultFolderUse(quickFiles)
    const work = async (index: number): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, index % 7))
      if (index % 2 === 0) throw new Error('no')
      fs.writeFileSync(room.path(`out/a/b/${index}`), '')
      fs.rmSync(room.path(`out/a/b/${index}`))
    }
    const ends: PromiseSettledResult<void>[] = []
    for (let round = 0; round < 20; round++) {
      const jobs = Array.from({ length: 10 }, (_, index) =>
        use.during(placeIn(room, 'a/b'), () => work(index + round)),
      )
      ends.push(...(await Promise.allSettled(jobs)))
      // Begun while the removals of the round before may be under way.
      void use.during(placeIn(room, 'a'), () => Promise.reject(new Error('no'))).catch(() => {})
    }
    const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []))
    expect(new Set(reasons)).toEqual(new Set(['Error: no']))
  })

  it('are made once for all who go there, and nobody works in one before its own name is flushed', async () => {
    using room = new Room()
    fs.mkdirSync(room.path('out'))
    const flush = Promise.withResolvers<void>()
    let made = 0
    const use = new ResultFolderUse({
      ...quickFiles,
      makeFolder: (folder) => {
        made++
        return quickFiles.makeFolder(folder)
      },
      syncFolder: () => flush.promise,
    })
    let working = 0
    const jobs = Array.from({ length: 5 }, () =>
      use.during(placeIn(room, 'a'), async () => {
        working++
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect({ made, working }).toEqual({ made: 1, working: 0 })
    flush.resolve()
    await Promise.all(jobs)
    expect({ made, working }).toEqual({ made: 1, working: 5 })
  })

  it('are made again where one that others use is gone', async () => {
    using room = new Room()
    fs.mkdirSync(room.path('out'))
    const use = new ResultFolderUse(quickFiles)
    const end = Promise.withResolvers<void>()
    const place = placeIn(room, 'a')
    const first = use.during(place, () => end.promise)
    const second = use.during(place, async () => {
      fs.rmdirSync(place.folder)
      throw new Error('it is gone')
    })
    await expect(second).rejects.toThrow('it is gone')
    await use.during(place, async () => fs.writeFileSync(`${place.folder}/result`, ''))
    end.resolve()
    await first
    expect(foldersIn(room)).toEqual(['a', 'a/result'])
  })
})
