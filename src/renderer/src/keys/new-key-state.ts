import { smallStore } from '../data/small-store.ts'

/** Whether the "New key" dialog is open; it can be asked for from Keys, from Files and from the menu. */
export const newKeyOpen = smallStore(false)
