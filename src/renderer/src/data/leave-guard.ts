import { smallStore } from './small-store.ts'

/** Whether something on the screen would be lost by leaving it. Whoever sets it clears it again. */
export const unsaved = smallStore(false)

/** Where the person wanted to go while something was unsaved; null = nowhere. The question about it is shown meanwhile. */
export const leaving = smallStore<(() => void) | null>(null)

/** Goes by `go`, after asking where something is unsaved. */
export function leave(go: () => void): void {
  if (unsaved.get()) leaving.set(go)
  else go()
}
