import { expect, test } from 'vitest'
import { withoutRows } from '../../../../src/renderer/src/files/history-state.ts'
import { historyEntry, jobRow } from '../support/rows.ts'

const at = '2026-11-23T10:41:00.000Z'

test('what a row shows already is not shown a second time', () => {
  const entries = [historyEntry({ id: 2, at }), historyEntry({ id: 1, at: '2026-11-22T10:41:00.000Z' })]
  expect(withoutRows(entries, [jobRow({ finishedAt: at })]).map((entry) => entry.id)).toEqual([1])
})

test('an entry whose name was forgotten is known by its time and size', () => {
  const forgotten = historyEntry({ at, name: null, resultName: null })
  expect(withoutRows([forgotten], [jobRow({ finishedAt: at })])).toEqual([])
  expect(withoutRows([forgotten], [jobRow({ finishedAt: at, size: 5 })])).toHaveLength(1)
})

test('a row that is not over hides nothing', () => {
  expect(withoutRows([historyEntry({ at })], [jobRow({ finishedAt: null })])).toHaveLength(1)
})
