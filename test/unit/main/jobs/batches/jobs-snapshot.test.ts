import { expect, it } from 'vitest'
import { jobsSnapshot } from '../../../../../src/shared/model/job.ts'
import { rowOf } from '../../../../../src/main/jobs/batches/job-row.ts'
import { snapshotOf } from '../../../../../src/main/jobs/batches/jobs-snapshot.ts'
import { fakeBatch, fakeJob } from '../../../../support/fake-job.ts'

it('gives the page at most 5,000 rows: those that run and those that failed, then those that wait', () => {
  const jobs = Array.from({ length: 5998 }, (_, index) => fakeJob(index, index < 3000 ? 'done' : 'waiting'))
  const batch = fakeBatch([...jobs, fakeJob(9001, 'failed'), fakeJob(9002, 'working')])
  const snapshot = jobsSnapshot.parse(snapshotOf([batch], [], { homeFolder: '/home', at: 0 }))
  expect([snapshot.rows.length, snapshot.moreRows]).toEqual([5000, 1000])
  expect(snapshot.rows.slice(0, 3).map((row) => row.phase)).toEqual(['working', 'failed', 'waiting'])
  expect(snapshot.batches).toMatchObject([{ encryptFiles: 6000, done: 3000, failed: 1 }])
})

it('counts both passes of a file as half of its work each, and files that will not be done not at all', () => {
  const first = fakeJob(1, 'working')
  first.bytesDone = 50
  const second = fakeJob(2, 'readingBack')
  second.bytesDone = 50
  const third = fakeJob(3, 'working', { verify: false })
  third.bytesDone = 50
  const batch = fakeBatch([first, second, third, fakeJob(4, 'cancelled')])
  expect(batch.show(0)).toMatchObject({
    bytesTotal: 300,
    bytesDone: 25 + 75 + 50,
    cancelled: 1,
    state: 'running',
  })
})

it('tells the time left with the pass that follows', () => {
  const running = fakeJob(1, 'working')
  for (const [at, value] of [
    [0, 0],
    [1000, 10],
  ] as const)
    running.meter.sample(at, value)
  running.bytesDone = 10
  expect(rowOf(running, '/home')).toMatchObject({ rate: 10, secondsLeft: 19 })
  running.phase = 'readingBack'
  expect(rowOf(running, '/home')).toMatchObject({ rate: 10, secondsLeft: 9 })
  running.phase = 'publishing'
  expect(rowOf(running, '/home')).toMatchObject({ rate: null, secondsLeft: null })
})
