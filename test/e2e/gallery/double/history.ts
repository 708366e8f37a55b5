import type { HistoryEntry, HistoryPage } from '../../../../src/shared/model/history.ts'
import { backups, backupsProd, material, minutesAgo } from './data.ts'

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

const names = [
  'studio-masters.zip',
  'visit-notes-lindqvist.docx',
  'pension-statement.pdf',
  'orders-2026-10.sql.gz',
  'customer-export-october.csv',
]

const entry = (index: number, more: Partial<HistoryEntry> = {}): HistoryEntry => {
  const name = names[index % names.length] ?? ''
  return {
    id: 1000 - index,
    at: minutesAgo(1440 + index * 700),
    action: 'encrypt',
    name,
    folder: '~/Documents/October',
    resultName: `${name}.encrypted`,
    resultFolder: '~/Documents/October',
    size: 96_000 * (index + 1) ** 3,
    resultSize: 96_612 * (index + 1) ** 3,
    doors: [backups],
    keyMaterialIds: [material],
    suite: '0478',
    headerHash: material,
    verified: true,
    seconds: 0.3,
    code: null,
    ...more,
  }
}

/** What was done on earlier days: every action, a failure, and one whose name was forgotten. */
export const past: readonly HistoryEntry[] = [
  entry(0),
  entry(1, {
    action: 'open',
    resultName: 'visit-notes-lindqvist.docx',
    name: 'visit-notes-lindqvist.docx.encrypted',
  }),
  entry(2, {
    action: 'verify',
    resultName: null,
    resultFolder: null,
    resultSize: null,
    doors: [backupsProd],
  }),
  entry(3, { action: 'move', doors: [backupsProd] }),
  entry(4, {
    action: 'open',
    resultName: null,
    resultFolder: null,
    verified: false,
    code: 'MESSAGE_TRUNCATED',
  }),
  entry(5, { name: null, folder: null, resultName: null, resultFolder: null }),
  entry(6, { verified: false }),
  entry(7, { action: 'pack', name: 'October', resultName: 'October.tar.encrypted' }),
]
