import type { BrowserWindow } from 'electron'
import type { Batch } from '../../shared/model/job.ts'
import type { Jobs } from '../jobs/batches/jobs.ts'

/** What Electron takes for no bar at all. */
const noBar = -1

/**
 * Shows on the taskbar or dock how far all running batches are together; takes the bar away when the last one ends. As
 * often as there is news of the jobs, which is ten times a second at most.
 */
export function showTaskbarProgress(
  jobs: Pick<Jobs, 'onChange'>,
  window: () => Pick<BrowserWindow, 'setProgressBar'> | undefined,
): void {
  const running = new Map<string, Batch>()
  let shown = noBar
  jobs.onChange(({ batches }) => {
    for (const batch of batches) {
      if (batch.state === 'finished') running.delete(batch.id)
      else running.set(batch.id, batch)
    }
    const share = shareOf([...running.values()])
    if (share !== shown) window()?.setProgressBar(share)
    shown = share
  })
}

/** Bytes done of bytes in all, 0 to 1; -1 where nothing runs. */
function shareOf(batches: readonly Batch[]): number {
  if (batches.length === 0) return noBar
  const total = batches.reduce((sum, { bytesTotal }) => sum + bytesTotal, 0)
  const done = batches.reduce((sum, { bytesDone }) => sum + bytesDone, 0)
  return total === 0 ? 0 : Math.min(1, done / total)
}
