import { smallStore } from '../data/small-store.ts'
import { listMemory } from './list-memory.ts'

/** That the search of the list is to have the focus: it may have to come to the screen first. */
export const searchWanted = smallStore(false)

/** Gives the search the focus, in place of the row that was opened. */
export function wantSearch(): void {
  listMemory.opened = null
  searchWanted.set(true)
}
