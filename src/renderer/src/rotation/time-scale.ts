/** A span of time drawn from left to right; milliseconds since 1970. */
export interface TimeScale {
  readonly from: number
  readonly to: number
}

const day = 86_400_000

/** How far along a moment is, in percent of the scale's width, from 0 to 100. */
export function percentOf({ from, to }: TimeScale, at: number): number {
  if (to <= from) return 0
  return (Math.min(Math.max(at, from), to) - from) / ((to - from) / 100)
}

/** Where each year begins, with its percentage: for marks above a timeline. The first year stands at its left end. */
export function yearsOf(scale: TimeScale): readonly { readonly year: number; readonly at: number }[] {
  const first = new Date(scale.from).getUTCFullYear()
  const last = new Date(scale.to).getUTCFullYear()
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const year = first + index
    return { year, at: percentOf(scale, Date.UTC(year, 0, 1)) }
  })
}

/** The scale that all keys share: three years back, and as far ahead as a next date may matter. */
export function sharedScale(now: Date): TimeScale {
  const year = now.getUTCFullYear()
  return { from: Date.UTC(year - 2, 0, 1), to: now.getTime() + 180 * day }
}

/** The scale of one key: from its beginning to a bit after its next date, and never shorter than a year. */
export function scaleOfKey(begin: number, next: number | null, now: Date): TimeScale {
  const today = now.getTime()
  const from = Math.min(begin, today - 180 * day)
  const end = Math.max(next ?? today, today)
  const span = Math.max(end - from, 365 * day)
  return { from: from - span * 0.04, to: end + span * 0.12 }
}
