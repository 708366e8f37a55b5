import type { Hmac } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { deriveSecret } from '../hierarchy/derive.ts'
import { encodeFields } from '../hierarchy/encode-fields.ts'
import { isSameMac, startMac } from '../hierarchy/mac.ts'
import type { Secret } from '../../main/secret/secret.ts'

const noSalt = Buffer.alloc(0)
const macInfo = Buffer.from('keyhold store mac v1', 'utf8')

/**
 * HMAC-SHA-256 over the whole content: the schema (so that no trigger or table slips in), then every table's rows in
 * the order of their primary keys, the epoch included and only the MAC's own column left out. It follows the file's
 * schema, so a later version needs no second definition. docs/keystore.md, section "The MAC".
 */
export function computeStoreMac(database: DatabaseSync, storeKey: Secret): Buffer {
  const key = deriveSecret({ from: storeKey, salt: noSalt, info: macInfo })
  try {
    const mac = startMac(key)
    addSchema(database, mac)
    for (const table of tableNames(database)) addTable(database, table, mac)
    return mac.digest()
  } finally {
    key.wipe()
  }
}

/** Computes the MAC over the rows as they are now and stores it in the store's own row. Inside a transaction. */
export function writeStoreMac(database: DatabaseSync, storeKey: Secret): void {
  database.prepare('UPDATE store SET mac = ?').run(computeStoreMac(database, storeKey))
}

/** True where the stored MAC is the one of the rows. */
export function storeMacHolds(database: DatabaseSync, storeKey: Secret): boolean {
  const stored = database.prepare('SELECT mac FROM store').get()?.['mac']
  return stored instanceof Uint8Array && isSameMac(stored, computeStoreMac(database, storeKey))
}

function addSchema(database: DatabaseSync, mac: Hmac): void {
  const rows = database
    .prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name')
    .all()
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'] ?? null
  mac.update(encodeFields(['schema', version, rows.length]))
  for (const row of rows) mac.update(encodeFields(Object.values(row)))
}

function addTable(database: DatabaseSync, table: string, mac: Hmac): void {
  const columns = database.prepare('SELECT name, pk FROM pragma_table_info(?) ORDER BY cid').all(table)
  const covered = columns.map(({ name }) => String(name)).filter((name) => !isMacItself(table, name))
  const primary = columns.filter(({ pk }) => pk !== 0).sort((a, b) => Number(a['pk']) - Number(b['pk']))
  const order = primary.length === 0 ? covered : primary.map(({ name }) => String(name))
  const select = database.prepare(`SELECT ${list(covered)} FROM ${list([table])} ORDER BY ${list(order)}`)
  select.setReadBigInts(true)
  select.setReturnArrays(true)
  const rows = select.all() as unknown as Parameters<typeof encodeFields>[0][]
  mac.update(encodeFields(['table', table, covered.length, rows.length]))
  for (const row of rows) mac.update(encodeFields(row))
}

function tableNames(database: DatabaseSync): readonly string[] {
  return database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => String(name))
}

function isMacItself(table: string, column: string): boolean {
  return table === 'store' && column === 'mac'
}

/** Names as SQL identifiers: a tampered schema may hold any text. */
function list(names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ')
}
