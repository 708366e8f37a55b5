const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const dayOfMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
const exact = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
})

const msPerDay = 86_400_000

/** The calendar day of a moment, as local clocks show it, in a form that can be subtracted. */
const midnight = (at: Date): number => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())

function daysBetween(earlier: Date, later: Date): number {
  return Math.round((midnight(later) - midnight(earlier)) / msPerDay)
}

/** `10:41` */
export const timeOfDay = (iso: string): string => clock.format(new Date(iso))

/** `12 Mar 2026` */
export const date = (iso: string): string => day.format(new Date(iso))

/** A date in the past with as much as tells it apart: `14 Sep`, and `Sep 2025` from about a year on. `days`: how long ago. */
export const dateSince = (iso: string, days: number): string =>
  (days < 300 ? dayOfMonth : month).format(new Date(iso))

/** How long something has been there, in one unit: `today`, `12 days ago`, `5 months ago`, `3 years ago`. */
export function age(iso: string, now: Date): string {
  const days = daysBetween(new Date(iso), now)
  if (days < 1) return 'today'
  if (days < 31) return plural(days, 'day')
  const months = Math.floor(days / 30.44)
  return months < 24 ? plural(months, 'month') : plural(Math.floor(days / 365.25), 'year')
}

const plural = (amount: number, unit: string): string => `${amount} ${unit}${amount === 1 ? '' : 's'} ago`

/** The exact moment, for hover: `23 Nov 2026, 10:38:19 GMT`. */
export const exactTime = (iso: string): string => exact.format(new Date(iso))

/** The weekday and date beside a day's name: `Monday 23 November`. */
export const fullDay = (iso: string): string => weekday.format(new Date(iso))

/** The name of a day as seen from `now`: `Today`, `Yesterday`, else the date. */
export function dayName(iso: string, now: Date): string {
  const days = daysBetween(new Date(iso), now)
  if (days === 0) return 'Today'
  return days === 1 ? 'Yesterday' : date(iso)
}

/** How long ago, in words: `just now`, `2 min ago`, `3 h ago`, `yesterday`, `5 days ago`, `12 Mar 2026`. */
export function ago(iso: string, now: Date): string {
  const then = new Date(iso)
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  const days = daysBetween(then, now)
  if (days === 0) return `${Math.floor(minutes / 60)} h ago`
  if (days === 1) return 'yesterday'
  return days < 31 ? `${days} days ago` : date(iso)
}

/** A date to come, in words: `today`, `tomorrow`, `in 6 days`. */
export function until(iso: string, now: Date): string {
  const days = daysBetween(now, new Date(iso))
  if (days <= 0) return 'today'
  return days === 1 ? 'tomorrow' : `in ${days} days`
}

/** A moment inside a sentence: `today at 10:41`, `yesterday at 09:12`, `12 Mar 2026 at 09:12`. */
export function moment(iso: string, now: Date): string {
  const name = dayName(iso, now)
  return `${name === 'Today' || name === 'Yesterday' ? name.toLowerCase() : name} at ${timeOfDay(iso)}`
}
