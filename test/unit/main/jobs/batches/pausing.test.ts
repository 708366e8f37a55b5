import { describe, expect, it } from 'vitest'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { heldEngine } from '../../../../support/held-engine.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import { Room, defaultOptions, jobsIn, untilRows } from '../../../../support/jobs-room.ts'

const isOver = ({ phase }: { phase: string }): boolean => ['done', 'failed', 'cancelled'].includes(phase)

/** A batch of files a, b, c of which so many run at once and are held. */
async function heldBatch(room: Room, small: number) {
  const held = heldEngine()
  const { jobs } = jobsIn(room, { engine: held.engine, small })
  const paths = ['a', 'b', 'c'].map((name) => room.write(name, name))
  const { batchId } = jobs.start((await jobs.plan(paths, defaultOptions)).id)
  const running = (): boolean => held.running === small
  await untilRows(jobs, running)
  const state = () => jobs.snapshot().batches[0]?.state
  return { held, jobs, batchId, state }
}

describe('a pause', () => {
  it('lets running files end, starts none, and goes on when it is over', async () => {
    using room = new Room()
    const { held, jobs, batchId, state } = await heldBatch(room, 1)
    jobs.pause(batchId)
    expect(state()).toBe('pausing')
    held.letGo()
    await untilRows(jobs, ([first]) => first?.phase === 'done')
    expect([state(), jobs.snapshot().batches[0]?.secondsLeft]).toEqual(['paused', null])
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(jobs.snapshot().rows.map((row) => row.phase)).toEqual(['done', 'waiting', 'waiting'])
    jobs.resume(batchId)
    expect(state()).toBe('running')
    await untilRows(jobs, (rows) => rows.every(isOver))
    expect([state(), jobs.snapshot().batches[0]?.done]).toEqual(['finished', 3])
  })

  it('of one batch leaves another alone', async () => {
    using room = new Room()
    const { held, jobs, batchId } = await heldBatch(room, 1)
    jobs.pause(batchId)
    const other = jobs.start((await jobs.plan([room.write('d', 'd')], defaultOptions)).id)
    held.letGo()
    const rows = await untilRows(jobs, (all) =>
      all.filter((row) => row.batchId === other.batchId).every(isOver),
    )
    expect(rows.map((row) => row.phase)).toEqual(['done', 'done', 'waiting', 'waiting'])
  })

  it('ends by cancelling: what waits is cancelled at once', async () => {
    using room = new Room()
    const { held, jobs, batchId, state } = await heldBatch(room, 1)
    jobs.pause(batchId)
    held.letGo()
    await untilRows(jobs, () => state() === 'paused')
    jobs.cancel(batchId, null)
    expect(state()).toBe('finished')
    expect(jobs.snapshot().batches[0]).toMatchObject({ done: 1, cancelled: 2 })
    expect(room.names()).toEqual(['a', 'a.encrypted', 'b', 'c'])
  })

  it('is over where the last running file was the last of all', async () => {
    using room = new Room()
    const { held, jobs, batchId, state } = await heldBatch(room, 3)
    jobs.pause(batchId)
    held.letGo()
    await untilRows(jobs, (rows) => rows.every(isOver))
    expect(state()).toBe('finished')
    jobs.pause(batchId)
    jobs.resume(batchId)
    expect(state()).toBe('finished')
  })

  it('that ended with its batch does not hold what is tried again', async () => {
    using room = new Room()
    const { jobs, batchId } = await heldBatch(room, 3)
    jobs.pause(batchId)
    const [row] = jobs.snapshot().rows
    jobs.cancel(batchId, null)
    await untilRows(jobs, (rows) => rows.every(isOver))
    jobs.retry(row?.id ?? '')
    await untilRows(jobs, ([first]) => first?.phase === 'working')
    await jobs.shutDown()
  })

  it('does not keep the app from closing', async () => {
    using room = new Room()
    const { jobs, batchId } = await heldBatch(room, 2)
    jobs.pause(batchId)
    await jobs.shutDown()
    expect(jobs.snapshot().rows.map((row) => row.phase)).toEqual(Array(3).fill('cancelled'))
    expect(room.names()).toEqual(['a', 'b', 'c'])
  })

  it('takes the data key that the batch kept for its next files', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const { jobs } = jobsIn(room, { keys, small: 1 })
    const paths = ['a', 'b', 'c'].map((name) => room.write(name, name))
    const plan = await jobs.plan(paths, { ...defaultOptions, reuseDataKey: true })
    const { batchId } = jobs.start(plan.id)
    jobs.onChange(() => {})
    await untilRows(jobs, ([first]) => first?.phase === 'done')
    jobs.pause(batchId)
    await untilRows(jobs, () => jobs.snapshot().batches[0]?.state !== 'pausing')
    await new Promise((resolve) => setImmediate(resolve))
    expect(keys.handedOut.every((secret) => secret.isWiped)).toBe(true)
  })
})

it('data keys that are kept for next files are wiped when the vault is no longer open', async () => {
  using room = new Room()
  const keys = memoryKeyServices()
  const held = heldEngine()
  const { jobs } = jobsIn(room, { keys, engine: held.engine, small: 1 })
  const paths = ['a', 'b'].map((name) => room.write(name, name))
  jobs.start((await jobs.plan(paths, { ...defaultOptions, reuseDataKey: true })).id)
  await untilRows(jobs, () => held.running === 1)
  const [kept] = keys.handedOut
  expect(kept?.isWiped).toBe(false)
  jobs.forgetDataKeys()
  await new Promise((resolve) => setImmediate(resolve))
  expect(kept?.isWiped).toBe(true)
  held.letGo()
  expect(await untilRows(jobs, (rows) => rows.every(isOver))).toMatchObject([
    { phase: 'done' },
    { phase: 'done' },
  ])
  expect(jobs.snapshot().batches).toMatchObject([{ dataKeys: 2 }])
})

describe('trying again what failed', () => {
  it('takes every failed and cancelled file of the batch, and no other', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    let calls = 0
    keys.beforeCall = () => {
      if (++calls === 2) throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
    }
    const { jobs } = jobsIn(room, { keys, small: 1 })
    const paths = ['a', 'b'].map((name) => room.write(name, name))
    const plan = await jobs.plan(paths, { ...defaultOptions, verify: false })
    const { batchId } = jobs.start(plan.id)
    const first = await untilRows(jobs, (rows) => rows.every(isOver))
    expect(first.map((row) => row.phase)).toEqual(['done', 'failed'])
    jobs.retryFailed(batchId)
    expect(jobs.snapshot().batches[0]).toMatchObject({ state: 'running', failed: 0 })
    await untilRows(jobs, (rows) => rows.every(({ phase }) => phase === 'done'))
    expect(room.names()).toEqual(['a', 'a.encrypted', 'b', 'b.encrypted'])
    jobs.retryFailed(batchId)
    expect(jobs.snapshot().batches[0]).toMatchObject({ state: 'finished', done: 2 })
  })

  it('knows only batches that are there', () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const notFound = expect.objectContaining({ code: 'JOB_NOT_FOUND' })
    for (const call of [jobs.retryFailed, jobs.pause, jobs.resume])
      expect(() => call.call(jobs, 'none')).toThrow(notFound)
  })
})
