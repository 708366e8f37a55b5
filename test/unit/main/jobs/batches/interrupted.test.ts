import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { jobsSnapshot } from '../../../../../src/shared/model/job.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { heldEngine } from '../../../../support/held-engine.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import type { MemoryKeyServices } from '../../../../support/memory-key-services.ts'
import { Room, defaultOptions, jobsIn, run, runPlan, untilRows } from '../../../../support/jobs-room.ts'
import type { PlanOptions } from '../../../../../src/shared/model/plan.ts'

const journal = 'unfinished.journal'

/** An app that is quit while its first file is done, its second runs and the others wait. */
async function quitInTheMiddle(
  room: Room,
  keys: MemoryKeyServices,
  paths: readonly string[],
  { outputFolder = null, ...options }: Partial<PlanOptions> & { outputFolder?: string | null } = {},
): Promise<void> {
  const held = heldEngine()
  const { jobs } = jobsIn(room, { keys, engine: held.engine, small: 1 })
  const output = outputFolder === null ? 'beside' : await jobs.allowOutputFolder(outputFolder)
  const chosen = output === 'beside' ? output : { folderId: output.folderId }
  const plan = await jobs.plan(paths, { ...defaultOptions, ...options, output: chosen })
  jobs.start(plan.id)
  held.letNext()
  await untilRows(jobs, ([first, second]) => first?.phase === 'done' && second?.phase === 'working')
  await jobs.shutDown()
}

describe('a batch that was not finished when the app was quit', () => {
  it('is offered at the next start, planned with the options of then and run to its end, no file twice', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const names = ['a', 'top/b', 'top/sub/c', 'top/sub/d']
    for (const name of names) room.write(name, name)
    const out = path.join(room.root, 'out')
    fs.mkdirSync(out)
    const options = { frameLength: 4096, verify: false } as const
    await quitInTheMiddle(room, keys, [room.path('a'), room.path('top')], {
      ...options,
      outputFolder: out,
    })
    const { jobs } = jobsIn(room, { keys })
    await jobs.recoverStaged()
    const { interrupted } = jobsSnapshot.parse(jobs.snapshot())
    expect(interrupted).toMatchObject([
      { intent: 'auto', original: 'keep', files: 3, names: ['b', 'c', 'd'] },
    ])
    const plan = await jobs.planInterrupted(interrupted[0]?.id ?? '')
    expect(plan).toMatchObject({
      encrypt: { files: 3 },
      options: { ...options, doors: defaultOptions.doors },
    })
    await runPlan(jobs, plan)
    const results = fs
      .readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
    expect(results.map((each) => path.relative(out, path.join(each.parentPath, each.name))).sort()).toEqual([
      'a.encrypted',
      'top/b.encrypted',
      'top/sub/c.encrypted',
      'top/sub/d.encrypted',
    ])
    expect(jobs.snapshot().interrupted).toEqual([])
    await jobs.shutDown()
    expect(fs.readdirSync(room.userData)).not.toContain(journal)
  })

  it('is offered until it is planned and started, or forgotten', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const paths = ['a', 'b'].map((name) => room.write(name, name))
    await quitInTheMiddle(room, keys, paths)
    for (let start = 0; start < 2; start++) {
      const { jobs } = jobsIn(room, { keys })
      await jobs.recoverStaged()
      const [left] = jobs.snapshot().interrupted
      const plan = await jobs.planInterrupted(left?.id ?? '')
      jobs.discardPlan((await jobs.revise(plan.id, plan.options, [])).id)
      expect(jobs.snapshot().interrupted).toHaveLength(1)
      await jobs.shutDown()
    }
    const { jobs } = jobsIn(room, { keys })
    await jobs.recoverStaged()
    await jobs.forgetInterrupted(jobs.snapshot().interrupted[0]?.id ?? '')
    expect(jobs.snapshot().interrupted).toEqual([])
    expect(fs.readdirSync(room.userData)).not.toContain(journal)
    await expect(jobs.planInterrupted('none')).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' })
  })

  it('is no longer offered once a revision of its plan was started', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    await quitInTheMiddle(
      room,
      keys,
      ['a', 'b'].map((name) => room.write(name, name)),
    )
    const { jobs } = jobsIn(room, { keys })
    await jobs.recoverStaged()
    const plan = await jobs.planInterrupted(jobs.snapshot().interrupted[0]?.id ?? '')
    const revised = await jobs.revise(plan.id, { ...plan.options, verify: false }, [])
    expect(await runPlan(jobs, revised)).toMatchObject([{ name: 'b', phase: 'done', verified: false }])
    expect(jobs.snapshot().interrupted).toEqual([])
  })

  it('leaves out what the person cancelled, and names what failed', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const held = heldEngine()
    const { jobs } = jobsIn(room, { keys, engine: held.engine, small: 1 })
    keys.beforeCall = () => {
      keys.beforeCall = () => {}
      throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
    }
    const paths = ['failed', 'running', 'cancelled', 'waiting'].map((name) => room.write(name, name))
    const { batchId } = jobs.start((await jobs.plan(paths, defaultOptions)).id)
    const rows = await untilRows(jobs, ([, second]) => second?.phase === 'working')
    jobs.cancel(batchId, rows[2]?.id ?? '')
    await jobs.shutDown()
    const next = jobsIn(room, { keys }).jobs
    await next.recoverStaged()
    expect(next.snapshot().interrupted).toMatchObject([{ names: ['failed', 'running', 'waiting'] }])
  })
})

describe('a batch that ended', () => {
  it('leaves nothing behind, whatever became of its files', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const { jobs } = jobsIn(room, { keys })
    await run(jobs, [room.write('a', 'x'), room.write('b', 'x')])
    keys.beforeCall = () => {
      throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
    }
    const [row] = await run(jobs, [room.write('c', 'x')])
    expect(row?.phase).toBe('failed')
    await jobs.shutDown()
    expect(fs.readdirSync(room.userData)).not.toContain(journal)
  })

  it('is remembered again while what failed in it is tried again', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const held = heldEngine()
    const { jobs } = jobsIn(room, { keys, engine: held.engine })
    keys.beforeCall = () => {
      keys.beforeCall = () => {}
      throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
    }
    const [row] = await run(jobs, [room.write('a', 'x')])
    jobs.retry(row?.id ?? '')
    await untilRows(jobs, ([first]) => first?.phase === 'working')
    await jobs.shutDown()
    const next = jobsIn(room, { keys }).jobs
    await next.recoverStaged()
    expect(next.snapshot().interrupted).toMatchObject([{ names: ['a'] }])
  })
})

it('a profile that cannot be written keeps no file from being worked on', async () => {
  using room = new Room()
  fs.mkdirSync(path.join(room.userData, journal))
  const { jobs } = jobsIn(room)
  await jobs.recoverStaged()
  expect(await run(jobs, [room.write('a', 'x')])).toMatchObject([{ phase: 'done' }])
  await jobs.shutDown()
})
