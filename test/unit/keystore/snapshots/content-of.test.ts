import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatabaseSync } from 'node:sqlite'
import { contentOf } from '../../../../src/keystore/snapshots/content-of.ts'
import { addManyKeys } from '../../../support/many-keys.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
let database: DatabaseSync
beforeAll(async () => {
  bench = new VaultBench()
  const vault = await bench.startOpen()
  await addManyKeys(vault, 2)
  database = (await vault.read(({ sealed }) => sealed)).database
  database.exec('PRAGMA foreign_keys = OFF')
})
afterAll(() => bench.remove())

/** Whether a copy that lacks this would be told from the store. */
const isSeen = (sql: string): boolean => {
  const before = contentOf(database)
  database.exec(`BEGIN; ${sql}`)
  try {
    return contentOf(database) !== before
  } finally {
    database.exec('ROLLBACK')
  }
}

describe('what a snapshot may lack', () => {
  it.each([
    ['the epoch and the MAC', "UPDATE store SET epoch = epoch + 5, mac = x'00'"],
    ['where the log ended', "INSERT INTO notes VALUES ('activity', '{}')"],
  ])('is %s', (_what, sql) => {
    expect(isSeen(sql)).toBe(false)
  })

  it.each([
    ['a key', "UPDATE roster SET digest = x'00'"],
    ['a key that is gone', 'DELETE FROM roster WHERE key_id = (SELECT min(key_id) FROM roster)'],
    ['a secret', "INSERT INTO secrets VALUES ('n', 'p', 'd', x'00', x'00')"],
    ['another note', "INSERT INTO notes VALUES ('people/own-name', 'Ada')"],
    ['a kit', "INSERT INTO kits VALUES ('k', 'f', x'00', 'plain', NULL, 1, 'Ada', 'd', NULL, NULL)"],
    ['a colleague', "INSERT INTO colleagues VALUES ('c', 'Ada', 'f', x'00', 'd', 0, NULL)"],
    ['how it is sealed', "UPDATE store SET store_key_sealed = x'00'"],
    ['the keychain', "UPDATE store SET keychain = 'another'"],
  ])('is not %s', (_what, sql) => {
    expect(isSeen(sql)).toBe(true)
  })
})
