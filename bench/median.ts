import type { Timing } from './timing.ts'

/** The middle of the values, or the mean of the two middle ones; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >>> 1
  const high = sorted[middle]
  if (high === undefined) return null
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2
}

/** How many times longer `ours` took than `theirs` in the same round: the median over the rounds that both ran. */
export function pairedRatio(
  ours: readonly (Timing | undefined)[],
  theirs: readonly (Timing | undefined)[],
): number | null {
  return median(
    ours.flatMap((timing, round) => {
      const paired = theirs[round]
      return timing === undefined || paired === undefined ? [] : [timing.seconds / paired.seconds]
    }),
  )
}

/** The median of one figure over the rounds that have it. */
export function medianOf(
  timings: readonly (Timing | undefined)[],
  figure: Exclude<keyof Timing, 'kmsCalls'>,
): number | null {
  return median(timings.flatMap((timing) => timing?.[figure] ?? []))
}
