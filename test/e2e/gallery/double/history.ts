import type { HistoryEntry, HistoryPage } from '../../../../src/shared/model/history.ts'

/** One page of what the catalog remembers, with what is searched for in names and doors. */
export function historyPage(entries: readonly HistoryEntry[], find: string): HistoryPage {
  const found = entries.filter((entry) =>
    [entry.name ?? '', ...entry.doors.map((door) => door.name)].some((text) => text.includes(find)),
  )
  return { entries: found.slice(0, 200), next: null, total: entries.length, problem: null }
}

/** An entry after names and folders were forgotten. */
export const withoutNames = (entry: HistoryEntry): HistoryEntry => ({
  ...entry,
  name: null,
  folder: null,
  resultName: null,
  resultFolder: null,
})
