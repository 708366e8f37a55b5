import type { Main } from '../surface/original.ts'

/** An event that a listener may prevent, with the properties of `extra` beside. */
export function makeEvent<Extra extends object>(extra: Extra): Main.Event<Extra> {
  let isPrevented = false
  return Object.defineProperty(
    { ...extra, preventDefault: () => void (isPrevented = true), defaultPrevented: false },
    'defaultPrevented',
    { get: () => isPrevented, enumerable: true },
  )
}
