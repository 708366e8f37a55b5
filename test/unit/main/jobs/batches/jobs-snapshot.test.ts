import { expect, it } from 'vitest'
import type { JobPhase } from '../../../../../src/shared/model/job.ts'
import type { PlanItem } from '../../../../../src/shared/model/plan.ts'
import { jobsSnapshot } from '../../../../../src/shared/model/job.ts'
import { BatchRecord } from '../../../../../src/main/jobs/batches/batch-record.ts'
import { newJob } from '../../../../../src/main/jobs/batches/job.ts'
import type { Job } from '../../../../../src/main/jobs/batches/job.ts'
import { rowOf } from '../../../../../src/main/jobs/batches/job-row.ts'
import { snapshotOf } from '../../../../../src/main/jobs/batches/jobs-snapshot.ts'
import { defaultOptions } from '../../../../support/jobs-room.ts'

const choices = { options: defaultOptions, frameLength: 1, doors: [], outputFolder: null, dataKeys: null }

function job(index: number, phase: JobPhase, more: { size?: number; verify?: boolean } = {}): Job {
  const { size = 100, verify = true } = more
  const place = { path: `/f/${index}`, realPath: `/f/${index}`, inside: '', tree: '' }
  const found = {
    size,
    suggestion: 'encrypt',
    question: null,
    doors: null,
    problem: null,
    openProblem: null,
    message: null,
    members: null,
  } as const
  const shown = {
    id: `item-${index}`,
    name: `${index}`,
    folder: '/f',
    inside: '',
    action: 'encrypt' as const,
    size,
    members: null,
    resultName: `${index}.encrypted`,
    resultFolder: '/f',
    renamed: false,
    doors: [],
    problem: null,
    question: null,
  } satisfies PlanItem
  const target = { folder: '/f', existingFolder: '/f', name: shown.resultName }
  const item = { id: shown.id, ...place, ...found }
  const planned = { item, shown, source: place.path, target, agreed: false, replaces: false }
  const batch = { ...choices, options: { ...defaultOptions, verify } }
  const made = newJob({ id: `job-${index}`, batchId: 'batch', index, planned, batch })
  made.phase = phase
  return made
}

it('gives the page at most 5,000 rows: those that run and those that failed, then those that wait', () => {
  const jobs = Array.from({ length: 5998 }, (_, index) => job(index, index < 3000 ? 'done' : 'waiting'))
  const batch = new BatchRecord('batch', 'now', choices, [...jobs, job(9001, 'failed'), job(9002, 'working')])
  const snapshot = jobsSnapshot.parse(snapshotOf([batch], [], { homeFolder: '/home', at: 0 }))
  expect([snapshot.rows.length, snapshot.moreRows]).toEqual([5000, 1000])
  expect(snapshot.rows.slice(0, 3).map((row) => row.phase)).toEqual(['working', 'failed', 'waiting'])
  expect(snapshot.batches).toMatchObject([{ encryptFiles: 6000, done: 3000, failed: 1 }])
})

it('counts both passes of a file as half of its work each, and files that will not be done not at all', () => {
  const first = job(1, 'working')
  first.bytesDone = 50
  const second = job(2, 'readingBack')
  second.bytesDone = 50
  const third = job(3, 'working', { verify: false })
  third.bytesDone = 50
  const batch = new BatchRecord('batch', 'now', choices, [first, second, third, job(4, 'cancelled')])
  expect(batch.show(0)).toMatchObject({
    bytesTotal: 300,
    bytesDone: 25 + 75 + 50,
    cancelled: 1,
    state: 'running',
  })
})

it('tells the time left with the pass that follows', () => {
  const running = job(1, 'working')
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
