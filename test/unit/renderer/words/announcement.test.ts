import { expect, test } from 'vitest'
import { applyChange, noJobs } from '../../../../src/renderer/src/data/jobs-state.ts'
import { announcement } from '../../../../src/renderer/src/words/announcement.ts'
import { batchOf } from '../support/rows.ts'

const jobs = (...batches: ReturnType<typeof batchOf>[]) => applyChange(noJobs, { batches, rows: [] })

test('nothing is announced before there was a batch', () => {
  expect(announcement(noJobs)).toBe('')
})

test('a running batch tells its count and how far it is', () => {
  expect(announcement(jobs(batchOf()))).toBe('9 of 14 done, 1 failed, 1 cancelled. 71 percent.')
})

test('the newest batch is the one that is told, and its end in full', () => {
  const older = batchOf({ id: 'older', startedAt: '2026-11-22T10:40:00.000Z' })
  const ended = batchOf({ state: 'finished', done: 12, cancelled: 0 })
  expect(announcement(jobs(older, ended))).toBe('Finished. 12 files done, 1 failed.')
})

test('a paused batch is told as one', () => {
  const paused = applyChange(noJobs, { batches: [batchOf({ state: 'paused' })], rows: [] })
  expect(announcement(paused)).toBe('Paused. 9 of 14 done, 1 failed, 1 cancelled. 71 percent.')
})
