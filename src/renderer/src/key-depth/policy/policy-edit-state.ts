import { smallStore } from '../../data/small-store.ts'

/** The key whose policy is being edited, as `refId` names it; null = none. */
export const editedPolicy = smallStore<string | null>(null)
