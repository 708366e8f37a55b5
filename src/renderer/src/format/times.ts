/** Seconds as a length of time that has passed: `0.1 s`, `12 s`, `3 min 5 s`, `1 h 12 min`. */
export function seconds(value: number): string {
  if (value < 9.95) return `${Math.max(0.1, value).toFixed(1)} s`
  const whole = Math.round(value)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return joined(Math.floor(whole / 60), 'min', whole % 60, 's')
  return joined(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'min')
}

/** Seconds still to go, rounded to what a person can use: `7 s left`, `3 min left`, `1 h 5 min left`. */
export function timeLeft(value: number): string {
  const whole = Math.max(1, Math.ceil(value))
  if (whole < 60) return `${whole} s left`
  const minutes = Math.ceil(whole / 60)
  if (minutes < 60) return `${minutes} min left`
  return `${joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min')} left`
}

/** Part of a whole as a percentage that says 100 only when all is done. `62 %` */
export function percent(done: number, total: number): number {
  if (total <= 0) return 0
  if (done >= total) return 100
  return Math.min(99, Math.max(0, Math.floor((done / total) * 100)))
}

const joined = (major: number, majorUnit: string, minor: number, minorUnit: string): string =>
  minor === 0 ? `${major} ${majorUnit}` : `${major} ${majorUnit} ${minor} ${minorUnit}`
