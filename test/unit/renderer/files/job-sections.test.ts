import { expect, test } from 'vitest'
import { applyChange, noJobs } from '../../../../src/renderer/src/data/jobs-state.ts'
import { jobSections, runningBatches } from '../../../../src/renderer/src/files/job-sections.ts'
import { batchOf, jobRow } from '../support/rows.ts'

const now = new Date(2026, 10, 23, 12, 0)
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString()

test('a running batch stands above the days, with what runs and what failed first', () => {
  const jobs = applyChange(noJobs, {
    batches: [
      batchOf({ id: 'now', startedAt: at(23, 11) }),
      batchOf({ id: 'old', state: 'finished', startedAt: at(23, 9) }),
    ],
    rows: [
      jobRow({ id: 'done', batchId: 'now' }),
      jobRow({ id: 'waits', batchId: 'now', phase: 'waiting' }),
      jobRow({ id: 'failed', batchId: 'now', phase: 'failed' }),
      jobRow({ id: 'runs', batchId: 'now', phase: 'working' }),
      jobRow({ id: 'before', batchId: 'old', finishedAt: at(23, 9) }),
    ],
  })
  const sections = jobSections(jobs, now)
  expect(sections.map((section) => [section.title, section.rows.map((row) => row.id)])).toEqual([
    ['Now', ['runs', 'failed', 'waits', 'done']],
    ['Today', ['before']],
  ])
})

test('days come newest first', () => {
  const jobs = applyChange(noJobs, {
    batches: [],
    rows: [
      jobRow({ id: 'yesterday', finishedAt: at(22, 11) }),
      jobRow({ id: 'today', finishedAt: at(23, 11) }),
    ],
  })
  expect(jobSections(jobs, now).map((section) => section.title)).toEqual(['Today', 'Yesterday'])
})

test('a batch that is being cancelled still runs', () => {
  const jobs = applyChange(noJobs, { batches: [batchOf({ state: 'cancelling' })], rows: [] })
  expect(runningBatches(jobs)).toHaveLength(1)
})
