import { entryHash, type EntryRecord } from './entry-record.ts'
import type { LogFile } from './log-file.ts'
import type { LogPoint } from './log-head.ts'

/** Entries that are read at once. Between two such slices the process answers other calls. */
const slice = 500

/** Where the chain leads: its last entry, or the first number that does not fit. */
export type ChainEnd =
  { readonly kind: 'holds'; readonly last: LogPoint } | { readonly kind: 'broken'; readonly at: number }

/** Follows the chain from a point up to the entry `until` or the end of the file, a slice at each step. */
export function* walkChain(file: LogFile, from: LogPoint, until: number): Generator<void, ChainEnd> {
  let point = from
  while (point.number < until) {
    const rows = readRows(file, point.number, Math.min(slice, until - point.number))
    if (rows === undefined) return { kind: 'broken', at: point.number + 1 }
    if (rows.length === 0) break
    for (const row of rows) {
      const next = follow(point, row)
      if (next === undefined) return { kind: 'broken', at: point.number + 1 }
      point = next
    }
    yield
  }
  return { kind: 'holds', last: point }
}

/** The walk without a pause, for the few entries behind the vouched head. */
export function walkAtOnce(file: LogFile, from: LogPoint, until: number): ChainEnd {
  const walk = walkChain(file, from, until)
  for (;;) {
    const step = walk.next()
    if (step.done === true) return step.value
  }
}

/** What is in a row is not looked at: of another form, it has another hash. */
function follow(before: LogPoint, { hash, ...entry }: EntryRecord): LogPoint | undefined {
  if (entry.number !== before.number + 1) return undefined
  return Buffer.compare(entryHash(before.hash, entry), hash) === 0
    ? { number: entry.number, hash }
    : undefined
}

/** Undefined where the file cannot be read there. */
function readRows(file: LogFile, after: number, limit: number): readonly EntryRecord[] | undefined {
  try {
    return file.rowsAfter(after, limit)
  } catch {
    return undefined
  }
}
