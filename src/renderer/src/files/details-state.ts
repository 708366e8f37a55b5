import { smallStore } from '../data/small-store.ts'

/** The job whose details are open, by id. */
export const openDetails = smallStore<string | null>(null)
