import type { ActivityEntry } from '../../shared/model/activity.ts'
import { csvOf } from '../rotation/csv.ts'

/** One entry a line, as JSON, in the order in which they were written. https://jsonlines.org */
export function activityJsonLines(entries: readonly ActivityEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

const columns = [
  'number',
  'at',
  'area',
  'what',
  'count',
  'code',
  'service',
  'keyId',
  'keyMaterialId',
  'bytes',
  'facts',
  'details',
  'hash',
] as const satisfies readonly (keyof ActivityEntry)[]

/** A table with a line of names; what a spreadsheet would take for a formula is defused. */
export function activityCsv(entries: readonly ActivityEntry[]): string {
  const rows = entries.map((entry) =>
    columns.map((column) => {
      const value = entry[column]
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
    }),
  )
  return csvOf([columns, ...rows])
}
