/** The least and the most days between automatic rotations. KMS.md section 1. */
export const leastPeriod = 90
export const mostPeriod = 2560

/** A rotation period as typed, days; null where it is not a whole number that KMS takes. */
export function periodOf(typed: string): number | null {
  const text = typed.trim()
  if (!/^\d{1,4}$/.test(text)) return null
  const days = Number(text)
  return days >= leastPeriod && days <= mostPeriod ? days : null
}
