import fs from 'node:fs'
import os from 'node:os'
import { describe, expect, it } from 'vitest'
import { batch as batchSchema, jobRow, jobsSnapshot } from '../../../../../src/shared/model/job.ts'
import type { JobsNews } from '../../../../../src/main/jobs/batches/jobs.ts'
import { nodeFiles } from '../../../../../src/main/jobs/files/node-files.ts'
import { filesWith, messageOf, nth } from '../../../../support/file-work.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import {
  Room,
  bytes,
  defaultOptions,
  jobsIn,
  localDoor,
  run,
  runPlan,
  sha256,
  untilRows,
} from '../../../../support/jobs-room.ts'
import { heldEngine } from '../../../../support/held-engine.ts'

describe('a batch', () => {
  it('encrypts files and folders, and opens them again as they were', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const names = ['a.txt', 'empty', 'top/ü 🗝', 'top/sub/line\nbreak', 'top/.hidden']
    for (const name of names) room.write(name, name === 'empty' ? '' : bytes(3000))
    const before = names.map((name) => sha256(room.path(name)))
    const sealed = await run(jobs, [room.path('a.txt'), room.path('empty'), room.path('top')])
    expect(sealed.map((row) => row.phase)).toEqual(Array(5).fill('done'))
    for (const name of names) fs.rmSync(room.path(name))
    const opened = await run(
      jobs,
      names.map((name) => room.path(`${name}.encrypted`)),
    )
    expect(opened.every((row) => row.phase === 'done' && row.verified && row.action === 'open')).toBe(true)
    expect(names.map((name) => sha256(room.path(name)))).toEqual(before)
    expect(room.names()).toHaveLength(10)
  })

  it('tells of each file what was done with it', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const [row] = await run(jobs, [room.write('a.txt', bytes(3000))])
    expect(jobRow.parse(row)).toMatchObject({
      name: 'a.txt',
      folder: '~/work',
      resultName: 'a.txt.encrypted',
      size: 3000,
      resultSize: fs.statSync(room.path('a.txt.encrypted')).size,
      bytesDone: 3000,
      doors: [{ name: 'key-1', where: 'this computer' }],
      suite: '0478',
      frameLength: 1024 * 1024,
      verified: true,
      note: null,
      problem: null,
      seconds: expect.any(Number),
      verifySeconds: expect.any(Number),
    })
    const [opened] = await run(jobs, [room.path('a.txt.encrypted')])
    expect(opened).toMatchObject({
      resultName: 'a (2).txt',
      doors: [{ name: 'key-1' }],
      suite: '0478',
      verified: true,
    })
    const { batches } = jobsSnapshot.parse(jobs.snapshot())
    expect(batches).toMatchObject([
      {
        state: 'finished',
        encryptFiles: 1,
        openFiles: 0,
        done: 1,
        bytesTotal: 3000,
        bytesDone: 3000,
        rate: null,
      },
      { state: 'finished', encryptFiles: 0, openFiles: 1, done: 1 },
    ])
  })

  it('goes on where one file fails, and says which one and why', async () => {
    using room = new Room()
    const files = filesWith(nth('open', 'b', 2, { kind: 'error', errno: 'EACCES' }))
    const { jobs } = jobsIn(room, { files })
    const rows = await run(
      jobs,
      ['a', 'b', 'c'].map((name) => room.write(name, 'x')),
    )
    expect(rows.map((row) => [row.phase, row.problem?.code])).toEqual([
      ['done', undefined],
      ['failed', 'FILE_NOT_READABLE'],
      ['done', undefined],
    ])
    expect(rows[1]?.problem?.facts).toMatchObject({ file: 'b', operation: 'open' })
    expect(jobs.snapshot().batches).toMatchObject([{ done: 2, failed: 1, state: 'finished' }])
  })

  it('names the file of the person where the hidden staged one failed', async () => {
    using room = new Room()
    const files = filesWith(nth('write', /part$/, 1, { kind: 'error', errno: 'ENOSPC' }))
    const [row] = await run(jobsIn(room, { files }).jobs, [room.write('a', 'x')])
    expect(row?.problem).toMatchObject({ code: 'DISK_FULL', facts: { file: 'a' } })
  })

  it('names the taken name, not the source, where a result may not be numbered', async () => {
    using room = new Room()
    const appear = (): void => void room.write('a.encrypted', 'mine')
    const files = filesWith(nth('link', 'a.encrypted', 1, { kind: 'before', run: appear }))
    const { jobs } = jobsIn(room, { files })
    const [row] = await run(jobs, [room.write('a', 'x')], { ifExists: 'refuse' })
    expect(row?.problem).toMatchObject({ code: 'TARGET_EXISTS', facts: { file: 'a.encrypted' } })
  })

  it('says in each row that the journal cannot be written, and starts all the same', async () => {
    using room = new Room()
    fs.mkdirSync(`${room.userData}/staged.journal`)
    const { jobs } = jobsIn(room)
    expect(await jobs.recoverStaged()).toEqual({ removed: 0, remaining: [] })
    const [row] = await run(jobs, [room.write('a', 'x')])
    expect(row).toMatchObject({ phase: 'failed', problem: { facts: { file: 'staged.journal' } } })
    expect(room.names()).toEqual(['a'])
  })

  const cores = os.availableParallelism()
  it.each([
    { told: 1, running: 1 },
    { told: cores + 3, running: cores },
  ])(
    'runs $running files at once where it is told $told, never more than there are cores',
    async ({ told, running }) => {
      using room = new Room()
      const held = heldEngine()
      const { jobs } = jobsIn(room, { engine: held.engine, parallel: told, small: Math.min(told, cores) })
      const paths = Array.from({ length: told + 1 }, (_, index) => room.write(`${index}`, 'x'))
      const ended = runPlan(jobs, await jobs.plan(paths, defaultOptions))
      await untilRows(jobs, () => held.running === running)
      held.letGo()
      await ended
      expect(held.most).toBe(running)
    },
  )

  it('counts calls to AWS KMS as they happen', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const { jobs } = jobsIn(room, { keys })
    await run(jobs, [room.write('a', 'x')])
    expect(jobs.snapshot().batches).toMatchObject([{ kmsCalls: 0 }])
  })
})

describe('the news', () => {
  it('come at most ten times a second and end with the last state', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const news: { at: number; news: JobsNews }[] = []
    jobs.onChange((each) => news.push({ at: performance.now(), news: each }))
    const file = room.write('big', bytes(3_000_000))
    const begun = performance.now()
    for (let count = 0; count < 4; count++) await run(jobs, [file], { frameLength: 4096 })
    await new Promise((resolve) => setTimeout(resolve, 250))
    const seconds = (performance.now() - begun) / 1000
    expect(news.length).toBeLessThanOrEqual(Math.ceil(seconds * 10) + 1)
    const rows = news.flatMap((each) => each.news.rows)
    expect(rows.at(-1)).toMatchObject({ phase: 'done' })
    expect(news.at(-1)?.news.batches.at(-1)).toMatchObject({ state: 'finished' })
    for (const { batches } of news.map((each) => each.news))
      for (const each of batches) batchSchema.parse(each)
  })

  it('stop when nobody listens any more', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    let count = 0
    jobs.onChange(() => count++)()
    await run(jobs, [room.write('a', 'x')])
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(count).toBe(0)
  })
})

describe('rows', () => {
  it('are forgotten once they are finished, without touching a file, and their figures stay while the batch runs', async () => {
    using room = new Room()
    const held = heldEngine()
    const { jobs } = jobsIn(room, { engine: held.engine, small: 1 })
    const plan = await jobs.plan(
      ['a', 'b'].map((name) => room.write(name, 'x')),
      defaultOptions,
    )
    const { batchId } = jobs.start(plan.id)
    const [, second] = await untilRows(jobs, (all) => all[0]?.phase === 'working')
    jobs.cancel(batchId, second?.id ?? '')
    jobs.clear()
    expect(jobs.snapshot()).toMatchObject({
      rows: [{ name: 'a' }],
      batches: [{ encryptFiles: 2, cancelled: 1 }],
    })
    held.letGo()
    await untilRows(jobs, (all) => all.every((row) => row.phase === 'done'))
    jobs.clear()
    expect(jobs.snapshot()).toEqual({ batches: [], rows: [], moreRows: 0, interrupted: [] })
    expect(room.names()).toEqual(['a', 'a.encrypted', 'b'])
  })

  it('lead to the result of a finished job and the source of any, and to nothing else', async () => {
    using room = new Room()
    const files = filesWith(nth('open', 'b', 2, { kind: 'error', errno: 'EIO' }))
    const { jobs } = jobsIn(room, { files })
    const [done, failed] = await run(
      jobs,
      ['a', 'b'].map((name) => room.write(name, 'x')),
    )
    expect(jobs.revealTarget(done?.id ?? '', 'result')).toBe(room.path('a.encrypted'))
    expect(jobs.revealTarget(failed?.id ?? '', 'source')).toBe(room.path('b'))
    const notFound = expect.objectContaining({ code: 'JOB_NOT_FOUND' })
    expect(() => jobs.revealTarget(failed?.id ?? '', 'result')).toThrow(notFound)
    expect(() => jobs.revealTarget('x', 'source')).toThrow(notFound)
  })
})

it('opens nothing of a message that is damaged behind its first frames', async () => {
  using room = new Room()
  const { jobs } = jobsIn(room)
  await run(jobs, [room.write('a', bytes(3000))], { frameLength: 1000 })
  const message = fs.readFileSync(room.path('a.encrypted'))
  message[message.length - 1] = (message.at(-1) ?? 0) ^ 1
  room.write('b.encrypted', message)
  expect(await run(jobs, [room.path('b.encrypted')])).toMatchObject([
    { problem: { code: 'MESSAGE_DAMAGED' } },
  ])
  expect(room.names()).toEqual(['a', 'a.encrypted', 'b.encrypted'])
})

it('refuses a message for a key of another vault in the plan', async () => {
  using room = new Room()
  room.write('a.encrypted', await messageOf(bytes(10)))
  const plan = await jobsIn(room).jobs.plan([room.path('a.encrypted')], defaultOptions)
  expect(plan).toMatchObject({ problems: 1, open: { files: 0 } })
})

it('writes to several doors and reads each back', async () => {
  using room = new Room()
  const keys = memoryKeyServices()
  const { jobs } = jobsIn(room, { keys, files: nodeFiles })
  const doors = [localDoor, { service: 'local', keyId: 'key-2' } as const]
  const [row] = await run(jobs, [room.write('a', 'x')], { doors })
  expect(row?.doors.map((door) => door.name)).toEqual(['key-1', 'key-2'])
  // One data key made, one unwrapped for each door.
  expect(keys.handedOut).toHaveLength(3)
  expect(keys.handedOut.every((secret) => secret.isWiped)).toBe(true)
})
