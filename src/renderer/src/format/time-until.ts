/** How long until a moment, in words: `in 6 h 20 min`, `in 12 min`, `in less than a minute`, `in 3 days`. */
export function timeUntil(iso: string, now: Date): string {
  const minutes = Math.floor((new Date(iso).getTime() - now.getTime()) / 60_000)
  if (minutes < 1) return 'in less than a minute'
  if (minutes < 60) return `in ${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `in ${Math.floor(hours / 24)} days`
  return minutes % 60 === 0 ? `in ${hours} h` : `in ${hours} h ${minutes % 60} min`
}
