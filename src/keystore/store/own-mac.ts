import type { Hmac } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { deriveSecret } from '../hierarchy/derive.ts'
import { encodeFields } from '../hierarchy/encode-fields.ts'
import { isSameMac, startMac } from '../hierarchy/mac.ts'
import type { Secret } from '../../main/secret/secret.ts'
import { addRows, columnsOf, prepareRows, rowsOf, sqlNames } from './encode-rows.ts'
import { keyTables } from './key-digests.ts'

const noSalt = Buffer.alloc(0)
/** Until version 2 the MAC was over every row; since version 3 the rows of keys are behind the digests in `roster`. */
const infos = {
  everyRow: Buffer.from('keyhold store mac v1', 'utf8'),
  roster: Buffer.from('keyhold store mac v2', 'utf8'),
}

/** The first version with a table `roster`. */
export const firstWithRoster = 3

/** Whether the rows of keys in this file are vouched for by the roster. */
export function hasRoster(database: DatabaseSync): boolean {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']) >= firstWithRoster
}

/**
 * HMAC-SHA-256 over the schema (so that no trigger or table slips in), the roster, and every row of each table that
 * belongs to no key, in the order of their primary keys; the epoch is in it and only the MAC's own column left out. It
 * follows the file's schema, so a later version needs no second definition. docs/keystore.md, section "The MAC".
 */
export function computeStoreMac(database: DatabaseSync, storeKey: Secret): Buffer {
  const withRoster = hasRoster(database)
  const info = withRoster ? infos.roster : infos.everyRow
  const key = deriveSecret({ from: storeKey, salt: noSalt, info })
  try {
    const mac = startMac(key)
    addSchema(database, mac)
    for (const table of tableNames(database)) {
      if (!withRoster) addTable(database, table, mac)
      else if (table === 'roster') addRoster(database, mac)
      else if (!belongsToKeys(table)) addTable(database, table, mac)
    }
    return mac.digest()
  } finally {
    key.wipe()
  }
}

/** True where the stored MAC is that of what it covers: the rows of keys are for their digests to say. */
export function ownMacHolds(database: DatabaseSync, storeKey: Secret): boolean {
  const stored = database.prepare('SELECT mac FROM store').get()?.['mac']
  return stored instanceof Uint8Array && isSameMac(stored, computeStoreMac(database, storeKey))
}

/** Writes the MAC of what it covers as that is now. Inside a transaction. */
export function writeOwnMac(database: DatabaseSync, storeKey: Secret): void {
  database.prepare('UPDATE store SET mac = ?').run(computeStoreMac(database, storeKey))
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
  const { all, primary } = columnsOf(database, table)
  const covered = all.filter((name) => !(table === 'store' && name === 'mac'))
  const order = primary.length === 0 ? covered : primary
  const select = prepareRows(
    database,
    `SELECT ${sqlNames(covered)} FROM ${sqlNames([table])} ORDER BY ${sqlNames(order)}`,
  )
  addRows(mac, { table, columns: covered.length, rows: rowsOf(select) })
}

/** Put together by SQLite, because each change does it: at 10,000 keys this takes a tenth of reading them row by row. */
function addRoster(database: DatabaseSync, mac: Hmac): void {
  const row = database
    .prepare(
      `SELECT count(*) AS count, group_concat(hex(key_id) || ':' || hex(digest), ';') AS entries
        FROM (SELECT key_id, digest FROM roster ORDER BY key_id)`,
    )
    .get()
  mac.update(encodeFields(['roster', row?.['count'] ?? null, row?.['entries'] ?? null]))
}

function tableNames(database: DatabaseSync): readonly string[] {
  return database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => String(name))
}

function belongsToKeys(table: string): boolean {
  return keyTables.some((name) => name === table)
}
