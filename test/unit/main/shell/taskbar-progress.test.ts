import { expect, test } from 'vitest'
import type { JobsNews } from '../../../../src/main/jobs/batches/jobs.ts'
import { showTaskbarProgress } from '../../../../src/main/shell/taskbar-progress.ts'
import { batchOf } from '../../renderer/support/rows.ts'

/** What the taskbar was told, for news in turn. */
function shown(...news: readonly (readonly ReturnType<typeof batchOf>[])[]): readonly number[] {
  const bars: number[] = []
  const listeners: ((news: JobsNews) => void)[] = []
  const jobs = {
    onChange: (listener: (news: JobsNews) => void) => {
      listeners.push(listener)
      return () => undefined
    },
  }
  showTaskbarProgress(jobs, () => ({ setProgressBar: (share) => bars.push(share) }))
  for (const batches of news) for (const tell of listeners) tell({ batches, rows: [] })
  return bars
}

const half = batchOf({ bytesDone: 50, bytesTotal: 100 })

test('the taskbar shows how far a batch is, and nothing once it is finished', () => {
  expect(shown([half], [batchOf({ state: 'finished', bytesDone: 100, bytesTotal: 100 })])).toEqual([0.5, -1])
})

test('batches that run together are one bar, until the last of them ends', () => {
  const other = batchOf({ id: 'other', state: 'cancelling', bytesDone: 0, bytesTotal: 300 })
  const ended = { ...half, state: 'finished' } as const
  expect(shown([half, other], [ended], [{ ...other, state: 'finished' }])).toEqual([0.125, 0, -1])
})

test('a bar that did not move is not told again, and neither is the end of nothing', () => {
  expect(shown([], [half], [half], [])).toEqual([0.5])
})

test('empty files alone are a bar too', () => {
  expect(shown([batchOf({ bytesDone: 0, bytesTotal: 0 })])).toEqual([0])
})
