import type { HistoryEntry } from '../../../shared/model/history.ts'
import type { JobRow } from '../../../shared/model/job.ts'

/** What both an entry and a row tell of the same work. */
const mark = (at: string, name: string | null, size: number): string => `${at} ${name ?? ''} ${size}`

/** The entries that no row above shows already. An entry whose name was forgotten is known by its time and size. */
export function withoutRows(
  entries: readonly HistoryEntry[],
  rows: Iterable<JobRow>,
): readonly HistoryEntry[] {
  const shown = new Set<string>()
  for (const { finishedAt, name, size } of rows) {
    if (finishedAt === null) continue
    shown.add(mark(finishedAt, name, size)).add(mark(finishedAt, null, size))
  }
  return entries.filter(({ at, name, size }) => !shown.has(mark(at, name, size)))
}
