import { smallStore } from './small-store.ts'

/** A short word on what just happened, such as "Copied": shown for a moment and read out. Never for a problem. */
export const notice = smallStore<string | null>(null)

let timer: ReturnType<typeof setTimeout> | undefined

/** Shows `text` for two seconds. */
export function say(text: string): void {
  clearTimeout(timer)
  notice.set(text)
  timer = setTimeout(() => notice.set(null), 2000)
}
