import { expect, test } from 'vitest'
import { applyChange, applySnapshot, noJobs } from '../../../../src/renderer/src/data/jobs-state.ts'
import { batchOf, jobRow } from '../support/rows.ts'

test('an event changes the rows it names and leaves the others', () => {
  const before = applyChange(noJobs, { batches: [], rows: [jobRow({ id: 'a' }), jobRow({ id: 'b' })] })
  const after = applyChange(before, { batches: [], rows: [jobRow({ id: 'b', phase: 'failed' })] })
  expect([...after.rows.values()].map((row) => [row.id, row.phase])).toEqual([
    ['a', 'done'],
    ['b', 'failed'],
  ])
})

test('a snapshot forgets rows that are gone', () => {
  const state = applySnapshot({ batches: [], rows: [jobRow({ id: 'b' })], moreRows: 2, interrupted: [] }, [])
  expect([...state.rows.keys()]).toEqual(['b'])
  expect(state.moreRows).toBe(2)
})

test('what events brought while the snapshot was on its way is newer than it', () => {
  const snapshot = {
    batches: [batchOf({ done: 1 })],
    rows: [jobRow({ phase: 'working' })],
    moreRows: 0,
    interrupted: [],
  }
  const since = [{ batches: [batchOf({ done: 2 })], rows: [jobRow({ phase: 'done' })] }]
  const state = applySnapshot(snapshot, since)
  expect(state.rows.get('job')?.phase).toBe('done')
  expect(state.batches.get('batch')?.done).toBe(2)
})
