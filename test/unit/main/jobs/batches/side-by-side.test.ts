import { expect, it } from 'vitest'
import { capacityOf, weightOf } from '../../../../../src/main/jobs/batches/job-weight.ts'
import { fakeJob } from '../../../../support/fake-job.ts'
import { heldEngine } from '../../../../support/held-engine.ts'
import { Room, defaultOptions, jobsIn, untilRows } from '../../../../support/jobs-room.ts'

const kib = 1024
const mib = 1024 * kib

it.each([1, 2, 8, 64, 200])('on %i cores, so many large files run at once, or 64 small ones', (large) => {
  const lanes = { large, small: 64 }
  const atOnce = (size: number): number =>
    Math.floor(capacityOf(lanes) / weightOf(fakeJob(1, 'waiting', { size }), lanes))
  expect(atOnce(mib - 1)).toBe(64)
  expect(atOnce(16 * mib)).toBe(large)
  expect(atOnce(4 * mib)).toBe(Math.max(large, 16))
})

it('sixty-four small files run at once, and all of them stop at the end of the app', async () => {
  using room = new Room()
  const held = heldEngine()
  const { jobs } = jobsIn(room, { engine: held.engine })
  const paths = Array.from({ length: 80 }, (_, index) => room.write(`${index}`, 'x'))
  jobs.start((await jobs.plan(paths, defaultOptions)).id)
  await untilRows(jobs, () => held.running === 64)
  await jobs.shutDown()
  expect(held.most).toBe(64)
  expect(jobs.snapshot().rows.every(({ phase }) => phase === 'cancelled')).toBe(true)
  expect(room.names()).toHaveLength(80)
})

it('a large file in front is not passed by the small ones behind it', async () => {
  using room = new Room()
  const held = heldEngine()
  const { jobs } = jobsIn(room, { engine: held.engine, parallel: 1, small: 4 })
  const paths = [room.write('a', 'x'), room.write('b', Buffer.alloc(16 * mib)), room.write('c', 'x')]
  jobs.start((await jobs.plan(paths, { ...defaultOptions, verify: false })).id)
  await untilRows(jobs, () => held.running === 1)
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(jobs.snapshot().rows.map(({ phase }) => phase)).toEqual(['working', 'waiting', 'waiting'])
  held.letGo()
  await untilRows(jobs, (rows) => rows.every(({ phase }) => phase === 'done'))
})
