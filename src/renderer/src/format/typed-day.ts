import { date } from './dates.ts'

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** The day that somebody typed, `12 Mar 2027`, `12 March 2027`, `12.3.2027` or `2027-03-12`, as `2027-03-12`; null for none. */
export function readDay(text: string): string | null {
  const typed = text.trim().toLowerCase()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso !== null) return dayOf(iso[1], Number(iso[2]), iso[3])
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(typed)
  if (dotted !== null) return dayOf(dotted[3], Number(dotted[2]), dotted[1])
  const named = /^(\d{1,2})\.? ([a-z]{3,9})\.?,? (\d{4})$/.exec(typed)
  const month = months.findIndex((each) => each.startsWith(named?.[2] ?? '-'))
  return named === null || month < 0 ? null : dayOf(named[3], month + 1, named[1])
}

/** A day `2027-03-12` as every date in the app is written, `12 Mar 2027`; other text as it is. */
export function writtenDay(day: string): string {
  return isDay(day) ? date(`${day}T12:00:00`) : day
}

/** Whether a field holds a day, and not text that is none. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

function dayOf(year = '', month: number, dayOfMonth = ''): string | null {
  const real = new Date(Date.UTC(Number(year), month - 1, Number(dayOfMonth)))
  const isReal =
    real.getUTCFullYear() === Number(year) &&
    real.getUTCMonth() === month - 1 &&
    real.getUTCDate() === Number(dayOfMonth)
  return isReal ? real.toISOString().slice(0, 10) : null
}
