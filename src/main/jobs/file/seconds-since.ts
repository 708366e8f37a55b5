/** Seconds from a `performance.now()` until now. */
export function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1000
}
