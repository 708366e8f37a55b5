import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { storeBytes } from '../../../../src/keystore/protection/store-bytes.ts'
import { createSchema } from '../../../../src/keystore/store/store-schema.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import type { Vault } from '../../../../src/keystore/vault.ts'
import { acts } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

/** The columns that may hold bytes, table by table, as SQLite knows them. */
function columnsOfSchema(): Record<string, string[]> {
  const database = new DatabaseSync(':memory:')
  createSchema(database)
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  const columns = database.prepare(
    "SELECT name FROM pragma_table_info(?) WHERE type NOT IN ('TEXT', 'INTEGER', 'REAL') ORDER BY name",
  )
  return Object.fromEntries(
    tables.map(({ name }) => [
      String(name),
      columns.all(String(name)).map((column) => String(column['name'])),
    ]),
  )
}

it('every column of bytes of every table is named as sealed or as open, and no other', () => {
  const named = Object.entries(storeBytes).map(
    ([table, { sealed, open }]) => [table, [...sealed, ...open].toSorted()] as const,
  )
  expect(Object.fromEntries(named)).toEqual(columnsOfSchema())
  expect(named.flatMap(([, columns]) => columns).length).toBeGreaterThan(10)
})

/** Every value in a column that is named as sealed, by table and column. */
const sealedValues = (vault: Vault) =>
  vault.read(({ sealed: { database } }) =>
    Object.entries(storeBytes).flatMap(([table, { sealed }]) =>
      sealed.map((column) => {
        const rows = database.prepare(`SELECT hex(${column}) AS value FROM ${table}`).all()
        return { column: `${table}.${column}`, values: rows.map((row) => String(row['value'])) }
      }),
    ),
  )

it('every value that is named as sealed is another one once the store is sealed anew', async () => {
  const vault = await bench.startOpen()
  await acts(vault).createKey({ alias: 'one', description: '' })
  const secret = Secret.take(Buffer.from('an access key'))
  await acts(vault).putSecret({ name: 'connection/1', purpose: 'aws access key', secret })
  const before = await sealedValues(vault)
  await vault.setProtection(null, { mode: 'passphrase', passphrase: 'six words of a person' })
  const after = await sealedValues(vault)
  for (const [index, { column, values }] of before.entries()) {
    expect(values.length, column).toBeGreaterThan(0)
    expect(after[index]?.values.length, column).toBe(values.length)
    expect(
      values.filter((value) => after[index]?.values.includes(value)),
      column,
    ).toEqual([])
  }
})
