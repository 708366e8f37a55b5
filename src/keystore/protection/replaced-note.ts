import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

/** A store that this one took the place of, and that must not open any more. */
export interface FormerStore {
  readonly storeId: string
  /** Its mode used the keychain, so there are items to remove. */
  readonly keychain: boolean
}

const noteName = 'replaced'
const note = z.array(z.strictObject({ storeId: z.uuid(), keychain: z.boolean() })).max(1000)

/** What is left to remove of stores that were replaced, as the store itself notes it. Empty where nothing is. */
export function formerStores(database: DatabaseSync): readonly FormerStore[] {
  const hasNotes = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'notes'").get() !== undefined
  if (!hasNotes) return []
  return formerStoresIn(
    database.prepare('SELECT name, value FROM notes').all() as unknown as Parameters<
      typeof formerStoresIn
    >[0],
  )
}

export function formerStoresIn(
  notes: readonly { readonly name: string; readonly value: string }[],
): readonly FormerStore[] {
  const value = notes.find(({ name }) => name === noteName)?.value
  return value === undefined ? [] : note.parse(JSON.parse(value))
}

/** Inside a transaction of the store; no former stores, no note. */
export function noteFormerStores(database: DatabaseSync, former: readonly FormerStore[]): void {
  database.prepare('DELETE FROM notes WHERE name = ?').run(noteName)
  if (former.length > 0)
    database.prepare('INSERT INTO notes (name, value) VALUES (?, ?)').run(noteName, JSON.stringify(former))
}
