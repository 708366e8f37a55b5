import { sleep, type Sleep } from './sleep.ts'
import type { SsoAnswer } from './sso-http.ts'

/** Milliseconds: the first pause, the longest one, and all pauses of one list together. */
const firstPause = 500
const longestPause = 8_000
const budget = 60_000

/** Asks again, after a pause. Gives the service's last answer, whatever it is. Throws what the asking throws. */
export type PatientAsking = (ask: () => Promise<SsoAnswer>) => Promise<SsoAnswer>

/**
 * For the many requests of one list: one that is refused for its rate (429), or that the service fails at (5xx), is asked
 * again after a pause that doubles, until the pauses of the whole list come to a minute.
 */
export function patientAsking(signal: AbortSignal | undefined, wait: Sleep = sleep): PatientAsking {
  let left = budget
  return async (ask) => {
    for (let next = firstPause; ; next = Math.min(next * 2, longestPause)) {
      const answer = await ask()
      if (answer.ok || (answer.status !== 429 && answer.status < 500) || next > left) return answer
      left -= next
      await wait(next, signal)
    }
  }
}
