import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import { Room, defaultOptions, jobsIn, run, runPlan, untilRows } from '../../../../support/jobs-room.ts'
import { heldEngine } from '../../../../support/held-engine.ts'

describe('the same file in two jobs', () => {
  it('is refused to the second one while the first has it, and free afterwards', async () => {
    using room = new Room()
    const held = heldEngine()
    const { jobs } = jobsIn(room, { engine: held.engine })
    const file = room.write('a', 'x')
    fs.symlinkSync(room.work, `${room.root}/other way`)
    const [first, second] = [
      await jobs.plan([file], defaultOptions),
      await jobs.plan([`${room.root}/other way/a`], defaultOptions),
    ]
    const ended = runPlan(jobs, first)
    expect(await runPlan(jobs, second)).toMatchObject([{ phase: 'failed', problem: { code: 'FILE_BUSY' } }])
    held.letGo()
    expect(await ended).toMatchObject([{ phase: 'done' }])
    expect(await run(jobs, [file])).toMatchObject([{ phase: 'done', resultName: 'a (2).encrypted' }])
  })
})

describe('cancelling', () => {
  it('one file leaves the others alone and nothing behind', async () => {
    using room = new Room()
    const held = heldEngine()
    const { jobs } = jobsIn(room, { engine: held.engine, small: 2 })
    const paths = ['a', 'b', 'c'].map((name) => room.write(name, 'x'))
    const plan = await jobs.plan(paths, defaultOptions)
    const { batchId } = jobs.start(plan.id)
    const rows = await untilRows(jobs, (all) => all.filter((row) => row.phase === 'working').length === 2)
    jobs.cancel(batchId, rows[0]?.id ?? '')
    jobs.cancel(batchId, rows[2]?.id ?? '')
    held.letGo()
    const after = await untilRows(jobs, (all) =>
      all.every((row) => ['done', 'cancelled'].includes(row.phase)),
    )
    expect(after.map((row) => row.phase)).toEqual(['cancelled', 'done', 'cancelled'])
    expect(after[0]?.problem).toBe(null)
    expect(room.names()).toEqual(['a', 'b', 'b.encrypted', 'c'])
  })

  it('is a cancel whatever the step that noticed made of it', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const { jobs } = jobsIn(room, { keys })
    const plan = await jobs.plan([room.write('a', 'x')], defaultOptions)
    const begun = jobs.start(plan.id)
    keys.beforeCall = () => {
      jobs.cancel(begun.batchId, null)
      throw new VaultError('KMS_UNREACHABLE', 'the connection was cut')
    }
    expect(await untilRows(jobs, ([row]) => row?.phase === 'cancelled')).toMatchObject([{ problem: null }])
  })

  it('a batch ends all of it', async () => {
    using room = new Room()
    const held = heldEngine()
    const { jobs } = jobsIn(room, { engine: held.engine, small: 1 })
    const plan = await jobs.plan(
      ['a', 'b'].map((name) => room.write(name, 'x')),
      defaultOptions,
    )
    const { batchId } = jobs.start(plan.id)
    await untilRows(jobs, (all) => all[0]?.phase === 'working')
    jobs.cancel(batchId, null)
    expect(jobs.snapshot().batches).toMatchObject([{ state: 'cancelling' }])
    await untilRows(jobs, (all) => all.every((row) => row.phase === 'cancelled'))
    expect(jobs.snapshot().batches).toMatchObject([{ state: 'finished', cancelled: 2, bytesTotal: 0 }])
    expect(room.names()).toEqual(['a', 'b'])
  })

  it('knows only its own jobs', () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    expect(() => jobs.cancel('none', null)).toThrow(expect.objectContaining({ code: 'JOB_NOT_FOUND' }))
  })
})

describe('trying again', () => {
  it('makes another message of a file that failed', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    let refusals = 1
    keys.beforeCall = () => {
      if (refusals-- > 0) throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
    }
    const { jobs } = jobsIn(room, { keys })
    const [row] = await run(jobs, [room.write('a', 'x')])
    expect(row).toMatchObject({ phase: 'failed', problem: { code: 'KMS_ACCESS_DENIED' } })
    jobs.retry(row?.id ?? '')
    expect(await untilRows(jobs, (all) => all.every((each) => each.phase === 'done'))).toMatchObject([
      { problem: null },
    ])
    expect(room.names()).toEqual(['a', 'a.encrypted'])
  })

  it('is not for a file that is done', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const [row] = await run(jobs, [room.write('a', 'x')])
    expect(() => jobs.retry(row?.id ?? '')).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }))
  })
})

describe('quitting while files are worked on', () => {
  it('cancels them, waits for them, and leaves nothing', async () => {
    using room = new Room()
    const held = heldEngine()
    const { jobs } = jobsIn(room, { engine: held.engine, small: 2 })
    const plan = await jobs.plan(
      ['a', 'b', 'c'].map((name) => room.write(name, 'x')),
      defaultOptions,
    )
    jobs.start(plan.id)
    await untilRows(jobs, (all) => all.some((row) => row.phase === 'working'))
    await jobs.shutDown()
    expect(jobs.snapshot().rows.map((row) => row.phase)).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(room.names()).toEqual(['a', 'b', 'c'])
    expect(await jobsIn(room).jobs.recoverStaged()).toEqual({ removed: 0, remaining: [] })
  })
})
