import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from './call.ts'
import { smallStore } from './small-store.ts'

/** Something small that did not work, such as revealing a file: what did not happen, and the problem. */
export interface Trouble {
  readonly what: string
  readonly problem: Problem
}

/** The newest trouble that belongs to no row or form; it stays until it is dismissed. */
export const trouble = smallStore<Trouble | null>(null)

/** Runs `act`; where it fails, says what did not happen. Returns whether it worked. */
export async function attempt(what: string, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    trouble.set(null)
    return true
  } catch (error) {
    trouble.set({ what, problem: problemOf(error) })
    return false
  }
}
