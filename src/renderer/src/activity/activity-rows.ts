import type { ActivityEntry } from '../../../shared/model/activity.ts'
import { fullDay } from '../format/dates.ts'

/** A row of the log's table: the head of a day, or an entry with the hash of the one before it where that is known. */
export type ActivityRow =
  | { readonly kind: 'day'; readonly at: string }
  | { readonly kind: 'entry'; readonly entry: ActivityEntry; readonly before: string | null }

/** Entries newest first, each day under its name. */
export function rowsOf(entries: readonly ActivityEntry[]): readonly ActivityRow[] {
  const hashes = new Map(entries.map(({ number, hash }) => [number, hash]))
  const rows: ActivityRow[] = []
  let day = ''
  for (const entry of entries) {
    const own = `${fullDay(entry.at)} ${entry.at.slice(0, 4)}`
    if (own !== day) rows.push({ kind: 'day', at: entry.at })
    day = own
    rows.push({ kind: 'entry', entry, before: hashes.get(entry.number - 1) ?? null })
  }
  return rows
}
