import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { encodeFields } from '../hierarchy/encode-fields.ts'
import { anchorNote } from '../log/log-anchor.ts'
import { columnsOf, prepareRows, rowsOf, sqlNames } from '../store/encode-rows.ts'
import { keyTables } from '../store/key-digests.ts'

/**
 * SHA-256 over what a person could miss of a store: all but its epoch, its MAC, and where the activity log ended. A lock, and a
 * timer, write the log's end alone, and ten of these would push out ten copies that differ in more. The rows of keys count
 * by their digests in the roster.
 */
export function contentOf(database: DatabaseSync): string {
  const hash = createHash('sha256')
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'] ?? null
  hash.update(encodeFields(['content', version]))
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
  for (const { name } of tables) {
    const table = String(name)
    if (keyTables.some((known) => known === table)) continue
    hash.update(encodeFields(['table', table]))
    for (const row of rowsOf(prepareRows(database, selectFrom(database, table))))
      hash.update(encodeFields(row))
  }
  return hash.digest('hex')
}

function selectFrom(database: DatabaseSync, table: string): string {
  const { all, primary } = columnsOf(database, table)
  const told = all.filter((name) => !(table === 'store' && (name === 'epoch' || name === 'mac')))
  const where = table === 'notes' ? `WHERE name <> '${anchorNote}'` : ''
  const order = primary.length === 0 ? told : primary
  return `SELECT ${sqlNames(told)} FROM ${sqlNames([table])} ${where} ORDER BY ${sqlNames(order)}`
}
