import type { KeyRow } from '../../../../shared/model/key.ts'
import type { RotationListing } from './key-listing.ts'
import { canHaveMaterials } from './rotation-of-row.ts'

/** A key rotates at most a few times a year: what was read this morning still holds in the afternoon. */
export const freshFor = 6 * 60 * 60 * 1000

/** The keys whose materials are worth a call now, the most useful ones first. */
export function rotationsToRead({
  rows,
  readAt,
  first,
  now,
}: Pick<RotationListing, 'rows' | 'readAt' | 'first' | 'now'>): readonly KeyRow[] {
  const time = now().getTime()
  const rank = (row: KeyRow): number => (first.has(row.arn ?? '') ? 0 : 2) + Number(hasDates(row))
  return rows
    .filter((row) => canHaveMaterials(row) && !isFresh(row, readAt.get(row.arn ?? ''), time))
    .toSorted((a, b) => rank(a) - rank(b))
}

/** Its materials are known, and with them when the current one came into use. */
export function hasDates({ rotation }: KeyRow): boolean {
  return (rotation?.materials ?? null) !== null
}

function isFresh(row: KeyRow, readAt: string | undefined, now: number): boolean {
  if (readAt === undefined) return false
  // Another material became the current one since: the row has lost what was read of the old one.
  if (row.rotation !== null && !hasDates(row)) return false
  const read = Date.parse(readAt)
  // Read in the future: the clock was set back.
  if (!(read <= now && now - read < freshFor)) return false
  const next = Date.parse(row.rotation?.nextAt ?? '')
  return !(read < next && next <= now)
}
