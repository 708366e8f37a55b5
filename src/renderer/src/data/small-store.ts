import { useSyncExternalStore } from 'react'

/** A value outside of React that components follow. */
export interface SmallStore<T> {
  readonly get: () => T
  readonly set: (next: T) => void
  readonly use: () => T
}

/** Makes a store that holds `initial`. `set` with the same value tells nobody. */
export function smallStore<T>(initial: T): SmallStore<T> {
  let value = initial
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }
  const get = () => value
  return {
    get,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    use: () => useSyncExternalStore(subscribe, get),
  }
}
