import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

/**
 * Opens a copy of the store to be read: without a lock or a log of its own, so that looking at it never writes beside it.
 * Throws SQLite's errors.
 */
export function openCopy(path: string): DatabaseSync {
  const url = pathToFileURL(path)
  url.searchParams.set('immutable', '1')
  return new DatabaseSync(url, { readOnly: true, enableForeignKeyConstraints: false })
}
