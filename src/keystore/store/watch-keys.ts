import type { DatabaseSync } from 'node:sqlite'
import { keyTables } from './key-digests.ts'

const watches = new WeakMap<DatabaseSync, { onTouch: (keyId: string) => void }>()

/**
 * Runs a change and gives the ids of the keys whose rows it touched. `onFirstTouch` is told of each key before the first of
 * its rows is written, so that it sees them as they were. Triggers of this connection alone do it (schema `temp`): they
 * are in no file, and no statement can go round them. Inside a transaction.
 */
export function watchKeys(
  database: DatabaseSync,
  onFirstTouch: (keyId: string) => void,
  change: () => unknown,
): ReadonlySet<string> {
  const touched = new Set<string>()
  const watch = watchOf(database)
  watch.onTouch = (keyId) => {
    if (touched.has(keyId)) return
    touched.add(keyId)
    onFirstTouch(keyId)
  }
  try {
    change()
    return touched
  } finally {
    watch.onTouch = () => undefined
  }
}

function watchOf(database: DatabaseSync): { onTouch: (keyId: string) => void } {
  const found = watches.get(database)
  const watch = found ?? { onTouch: () => undefined }
  if (found === undefined) {
    database.function('keyhold_touch', (keyId) => {
      watch.onTouch(String(keyId))
      return null
    })
    watches.set(database, watch)
  }
  // Each time, because tables that are made anew lose their triggers; it costs less than a millisecond.
  database.exec(triggers)
  return watch
}

const touches = { INSERT: ['NEW'], UPDATE: ['OLD', 'NEW'], DELETE: ['OLD'] } as const

/** `recursive_triggers`: a row that INSERT OR REPLACE removes is told of as well. */
const triggers = `PRAGMA recursive_triggers = ON;${keyTables
  .flatMap((table) =>
    Object.entries(touches).map(
      ([event, rows]) =>
        `CREATE TEMP TRIGGER IF NOT EXISTS touch_${table}_${event} BEFORE ${event} ON main.${table}
          BEGIN ${rows.map((row) => `SELECT keyhold_touch(${row}.key_id);`).join(' ')} END;`,
    ),
  )
  .join('\n')}`
