/** Calls `act` for the first of many calls at once and then no more often than every `pause` milliseconds, the last one included. */
export function atMostEvery(pause: number, act: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let again = false
  const run = (): void => {
    if (timer !== undefined) {
      again = true
      return
    }
    act()
    timer = setTimeout(() => {
      timer = undefined
      if (again) run()
      again = false
    }, pause)
    timer.unref()
  }
  return run
}
