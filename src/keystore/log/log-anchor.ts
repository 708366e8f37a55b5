import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { NoteRecord } from '../store/store-rows.ts'

/** What the store itself remembers of the log: it is under the store's MAC and its epoch. */
const logAnchor = z.strictObject({
  logId: z.uuid(),
  number: z.number().int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type LogAnchor = z.infer<typeof logAnchor>

/** The name of the note that holds it. */
export const anchorNote = 'activity'

/** Null where the store has none yet. */
export function readAnchor(notes: readonly NoteRecord[]): LogAnchor | null {
  const note = notes.find(({ name }) => name === anchorNote)
  return note === undefined ? null : logAnchor.parse(JSON.parse(note.value))
}

/** Inside a change of the store. */
export function writeAnchor(database: DatabaseSync, anchor: LogAnchor): void {
  database
    .prepare(
      'INSERT INTO notes (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    )
    .run(anchorNote, JSON.stringify(anchor))
}
