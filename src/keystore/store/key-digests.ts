import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { deriveSecret } from '../hierarchy/derive.ts'
import { encodeFields, type Field } from '../hierarchy/encode-fields.ts'
import { isSameMac, startMac } from '../hierarchy/mac.ts'
import type { Secret } from '../../main/secret/secret.ts'
import { columnsOf, prepareRows, rowsOf, sqlNames, type RowFields } from './encode-rows.ts'

/** The tables whose rows belong to one key each, by their column `key_id`. */
export const keyTables = ['keys', 'key_materials', 'aliases', 'tags'] as const

const digestInfo = Buffer.from('keyhold key digest v1', 'utf8')
const noSalt = Buffer.alloc(0)

interface KeyTable {
  readonly name: string
  readonly columns: number
  readonly keyColumn: number
  readonly one: StatementSync
  readonly every: StatementSync
}

/**
 * The digest of a key: HMAC-SHA-256, under a key of its own derived from the store key, over all rows that belong to it.
 * It stands in the key's own row (left out of itself) and in the table `roster`. docs/keystore.md, section "The MAC".
 */
export class KeyDigests {
  readonly #tables: readonly KeyTable[]
  readonly #key: Secret
  readonly #inRoster: StatementSync
  readonly #inRow: StatementSync

  constructor(database: DatabaseSync, storeKey: Secret) {
    this.#tables = keyTables.map((table) => prepareTable(database, table))
    this.#inRoster = database.prepare('SELECT digest FROM roster WHERE key_id = ?')
    this.#inRow = database.prepare('SELECT digest FROM keys WHERE key_id = ?')
    this.#key = deriveSecret({ from: storeKey, salt: noSalt, info: digestInfo })
  }

  /** The digest of the rows as they are now; undefined where the key has none. */
  of(keyId: string): Buffer | undefined {
    return this.#digest(
      keyId,
      this.#tables.map(({ one }) => rowsOf(one, keyId)),
    )
  }

  /** The same for every key that has rows, in the order of their ids. */
  ofAll(): ReadonlyMap<string, Buffer> {
    const groups = this.#tables.map(({ every, keyColumn }) =>
      Map.groupBy(rowsOf(every), (row) => String(row[keyColumn])),
    )
    const keyIds = [...new Set(groups.flatMap((group) => [...group.keys()]))].sort()
    const digests = new Map<string, Buffer>()
    for (const keyId of keyIds) {
      const digest = this.#digest(
        keyId,
        groups.map((group) => group.get(keyId) ?? []),
      )
      if (digest !== undefined) digests.set(keyId, digest)
    }
    return digests
  }

  /** Whether the roster and the key's own row vouch for its rows as they are now. True for no key at all. */
  holds(keyId: string): boolean {
    const computed = this.of(keyId)
    const inRoster = this.#inRoster.get(keyId)?.['digest']
    if (computed === undefined) return inRoster === undefined
    return isDigest(inRoster, computed) && this.isInOwnRow(keyId, computed)
  }

  /** Whether the key's own row has that digest: then all its rows were written here, at one time or another. */
  isInOwnRow(keyId: string, digest: Buffer): boolean {
    return isDigest(this.#inRow.get(keyId)?.['digest'], digest)
  }

  wipe(): void {
    this.#key.wipe()
  }

  #digest(keyId: string, rowsByTable: readonly (readonly RowFields[])[]): Buffer | undefined {
    if (rowsByTable.every((rows) => rows.length === 0)) return undefined
    // One list of fields and not one for each row, which would give the same bytes: it is what opening a large store waits for.
    const fields: Field[] = ['key', keyId]
    for (const [at, { name, columns }] of this.#tables.entries()) {
      const rows = rowsByTable[at] ?? []
      fields.push('table', name, columns, rows.length)
      for (const row of rows) fields.push(...row)
    }
    return startMac(this.#key).update(encodeFields(fields)).digest()
  }
}

/** Compared in constant time; false for whatever is no digest. */
export function isDigest(stored: unknown, computed: Buffer): boolean {
  return stored instanceof Uint8Array && isSameMac(stored, computed)
}

function prepareTable(database: DatabaseSync, table: string): KeyTable {
  const { all, primary } = columnsOf(database, table)
  const covered = all.filter((name) => !(table === 'keys' && name === 'digest'))
  const from = `SELECT ${sqlNames(covered)} FROM ${sqlNames([table])}`
  const order = `ORDER BY ${sqlNames(primary)}`
  return {
    name: table,
    columns: covered.length,
    keyColumn: covered.indexOf('key_id'),
    one: prepareRows(database, `${from} WHERE key_id = ? ${order}`),
    every: prepareRows(database, `${from} ${order}`),
  }
}
