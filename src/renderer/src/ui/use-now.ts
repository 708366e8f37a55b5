import { useSyncExternalStore } from 'react'

const everyMs = 30_000

let now = new Date()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick(): void {
  now = new Date()
  for (const listener of listeners) listener()
}

/** One timer for everybody who follows: a long list would otherwise start one for each of its rows. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = new Date()
    timer = setInterval(tick, everyMs)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

/** The time, looked at every 30 seconds: enough for "2 min ago". */
export const useNow = (): Date => useSyncExternalStore(subscribe, () => now)
