import type { ActivityEntry, ActivityFilter } from '../../shared/model/activity.ts'
import { entryRecord, toEntry } from './entry-record.ts'
import { entryColumns, type LogFile } from './log-file.ts'

export interface EntriesWanted {
  readonly filter: ActivityFilter
  readonly before: number | null
  readonly limit: number
}

export interface ListedEntries {
  readonly entries: ActivityEntry[]
  readonly more: boolean
  readonly total: number
  readonly since: string | null
}

export const noEntries: ListedEntries = { entries: [], more: false, total: 0, since: null }

/** The newest entries that the filter leaves, below a number; a row that this program cannot have written is left out. */
export function listEntries(file: LogFile, { filter, before, limit }: EntriesWanted): ListedEntries {
  const { where, values } = conditions(filter, before)
  const rows = file.database
    .prepare(`SELECT ${entryColumns} FROM entries WHERE ${where} ORDER BY number DESC LIMIT ?`)
    .all(...values, limit + 1)
  const entries = rows.slice(0, limit).flatMap((row) => {
    const record = entryRecord.safeParse(row)
    return record.success ? (toEntry(record.data) ?? []) : []
  })
  const first = file.database.prepare('SELECT at FROM entries ORDER BY number LIMIT 1').get()
  return {
    entries,
    more: rows.length > limit,
    total: file.last.number,
    since: typeof first?.['at'] === 'string' ? first['at'] : null,
  }
}

function conditions(
  { area, refused, search, whats, keyIds }: ActivityFilter,
  before: number | null,
): { readonly where: string; readonly values: (string | number)[] } {
  const parts = ['number < ?']
  const values: (string | number)[] = [before ?? Number.MAX_SAFE_INTEGER]
  if (area !== null) {
    parts.push('area = ?')
    values.push(area)
  }
  if (refused) parts.push('code IS NOT NULL')
  const words = search.trim().toLowerCase()
  if (words !== '') {
    const like = `%${words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    const columns = ['what', 'code', 'key_id', 'key_material_id', 'facts', 'details']
    const found = columns.map((column) => `${column} LIKE ? ESCAPE '\\'`)
    for (const [column, known] of [
      ['what', whats],
      ['key_id', keyIds],
    ] as const) {
      if (known.length > 0) found.push(`${column} IN (${known.map(() => '?').join(', ')})`)
    }
    parts.push(`(${found.join(' OR ')})`)
    values.push(...columns.map(() => like), ...whats, ...keyIds)
  }
  return { where: parts.join(' AND '), values }
}
