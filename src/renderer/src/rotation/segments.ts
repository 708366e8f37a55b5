/** What a timeline knows of one key material: when it came into use, and which number it has from the key's beginning. */
export interface MaterialSpan {
  readonly id: string
  /** ISO 8601; null where the service does not say, which is so for the first one and for one that waits. */
  readonly from: string | null
  readonly current: boolean
  /** Imported, and not in use until the next rotation. */
  readonly pending: boolean
}

/** One piece of a timeline; milliseconds since 1970. `next`: what a date that is set will begin. */
export interface Segment {
  readonly number: number
  readonly from: number
  readonly to: number
  readonly kind: 'now' | 'old' | 'next'
}

export interface SegmentsInput {
  /** Oldest first. */
  readonly materials: readonly MaterialSpan[]
  /** When the key was made, ISO 8601. */
  readonly createdAt: string | null
  /** When the next material begins by itself, ISO 8601. */
  readonly nextAt: string | null
  readonly now: Date
  /** Where the drawing ends, milliseconds: how far the next material is drawn. */
  readonly until: number
}

/**
 * A key's materials as pieces of time: each from its rotation to the next one, the current one up to today, and what is
 * still to come. A material whose date nobody knows is left out rather than guessed; dates out of order end where they began.
 */
export function segmentsOf({ materials, createdAt, nextAt, now, until }: SegmentsInput): readonly Segment[] {
  const used = materials.filter(({ pending }) => !pending)
  const today = now.getTime()
  const starts = used.map(({ from }, index) => timeOf(from) ?? (index === 0 ? timeOf(createdAt) : null))
  const pieces = used.flatMap(({ current }, index): Segment[] => {
    const from = starts[index] ?? null
    if (from === null) return []
    const end = current ? today : (starts.slice(index + 1).find((start) => start !== null) ?? today)
    return [{ number: index + 1, from, to: Math.max(from, end), kind: current ? 'now' : 'old' }]
  })
  const next = timeOf(nextAt)
  if (next === null || next >= until || next < today) return pieces
  return [...pieces, { number: used.length + 1, from: next, to: until, kind: 'next' }]
}

/** Milliseconds of an ISO 8601 date; null where there is none or it is no date. */
export function timeOf(iso: string | null): number | null {
  const time = iso === null ? Number.NaN : Date.parse(iso)
  return Number.isNaN(time) ? null : time
}
