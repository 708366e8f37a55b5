import { smallStore } from '../data/small-store.ts'

/** Where the person is in "Use the recovery kit"; null = it is closed. */
export type KitFlow = 'choose' | 'files' | 'restore' | null

/** Opened from the lock screen, from what is wrong with the keys, and from Settings. */
export const kitFlow = smallStore<KitFlow>(null)
