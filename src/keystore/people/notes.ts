import type { DatabaseSync } from 'node:sqlite'
import type { StoreRows } from '../store/store-rows.ts'

/** What is noted under a name; null where nothing is. Under the store's MAC, and not sealed. */
export function noteOf({ notes }: Pick<StoreRows, 'notes'>, name: string): string | null {
  return notes.find((note) => note.name === name)?.value ?? null
}

/** Notes a text under a name, in place of an earlier one. */
export function writeNote(database: DatabaseSync, name: string, value: string): void {
  database.prepare('INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)').run(name, value)
}
