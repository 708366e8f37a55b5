import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sealStoreKey } from '../../../../src/keystore/hierarchy/store-key.ts'
import { changeStore } from '../../../../src/keystore/store/change-store.ts'
import { prepareStore } from '../../../../src/keystore/store/create-store.ts'
import { openDatabase } from '../../../../src/keystore/store/open-database.ts'
import { findChanges } from '../../../../src/keystore/store/find-changes.ts'
import { diskFiles } from '../../../../src/keystore/store/store-files.ts'
import { computeStoreMac } from '../../../../src/keystore/store/own-mac.ts'
import { storeMacHolds } from '../../../../src/keystore/store/store-mac.ts'
import { storePaths } from '../../../../src/keystore/store/store-paths.ts'
import { readIdentity } from '../../../../src/keystore/store/read-store-row.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { roomFolder } from '../../../support/room-folder.ts'

const storeKey = Secret.take(Buffer.alloc(32, 5))
const insertAKey = (database: DatabaseSync): void =>
  database.exec(
    `INSERT INTO keys (key_id, description, state, spec, usage, origin, created_at, current_material_id)
      VALUES ('k', '', 'Enabled', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'AWS_KMS', 't', 'm')`,
  )
const insertTheSameKeyTwice = (open: DatabaseSync): void => {
  insertAKey(open)
  insertAKey(open)
}
const countKeys = (database: DatabaseSync) => database.prepare('SELECT count(*) AS n FROM keys').get()?.['n']

let folder: string
let database: DatabaseSync
beforeEach(() => {
  folder = roomFolder('keyhold-store-')
  const binding = {
    storeId: '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f',
    mode: 'keychain',
    scryptSalt: null,
    scryptN: null,
    scryptR: null,
    scryptP: null,
  } as const
  const sealedStoreKey = sealStoreKey(storeKey, Secret.random(32), { binding, random: randomBytes })
  const store = { binding, createdAt: 'then', keychain: 'a keychain', storeKey, sealedStoreKey }
  database = openDatabase(prepareStore(store, storePaths(join(folder, 'keystore')), diskFiles))
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

describe('a change of the store', () => {
  it('counts the epoch up by one and leaves a MAC that holds', () => {
    const after = changeStore(database, storeKey, { change: insertAKey, read: readIdentity })
    expect(after.epoch).toBe(2)
    expect(storeMacHolds(database, storeKey)).toBe(true)
  })

  it('is not made over rows that no longer carry their MAC, and vouches for nothing then', () => {
    database.exec("UPDATE store SET keychain = 'another'")
    const mac = database.prepare('SELECT mac FROM store').get()
    expect(() => changeStore(database, storeKey, { change: insertAKey, read: readIdentity })).toThrow(
      expect.objectContaining({ code: 'KEYSTORE_DAMAGED' }),
    )
    expect(countKeys(database)).toBe(0)
    expect(database.prepare('SELECT mac FROM store').get()).toEqual(mac)
  })

  it('is undone as a whole where its second half fails', () => {
    expect(() =>
      changeStore(database, storeKey, { change: insertTheSameKeyTwice, read: readIdentity }),
    ).toThrow()
    expect(countKeys(database)).toBe(0)
    expect(readIdentity(database).epoch).toBe(1)
    expect(storeMacHolds(database, storeKey)).toBe(true)
  })

  it('does not carry the MAC of another store key', () => {
    const other = Secret.take(Buffer.alloc(32, 6))
    expect(storeMacHolds(database, other)).toBe(false)
    expect(computeStoreMac(database, other)).not.toEqual(computeStoreMac(database, storeKey))
  })

  it.each([
    ["UPDATE keys SET description = 'altered' WHERE key_id = 'k'"],
    ["INSERT INTO tags VALUES ('k', 'slipped', 'in')"],
    ["UPDATE roster SET digest = zeroblob(32) WHERE key_id = 'k'"],
    ["DELETE FROM roster WHERE key_id = 'k'"],
  ])('is not made to a key whose rows were altered behind the lock: %s', (sql) => {
    changeStore(database, storeKey, { change: insertAKey, read: readIdentity })
    database.exec(sql)
    expect(() => changeStore(database, storeKey, { change: disable, read: readIdentity })).toThrow(
      expect.objectContaining({ code: 'KEYSTORE_DAMAGED' }),
    )
    expect(database.prepare('SELECT state FROM keys').get()).toEqual({ state: 'Enabled' })
    expect(readIdentity(database).epoch).toBe(2)
  })

  it('never vouches for rows of another key that were altered behind the lock', () => {
    changeStore(database, storeKey, { change: insertAKey, read: readIdentity })
    database.exec("UPDATE keys SET description = 'altered'")
    changeStore(database, storeKey, { change: insertAnother, read: readIdentity })
    expect(storeMacHolds(database, storeKey)).toBe(false)
    expect(findChanges(database, storeKey)).toEqual([{ what: 'changed', keyId: 'k', alias: null }])
  })

  it('says which keys it touched, whatever the statement was', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 12 }), (statements) => {
        const before = rowsByKey()
        const touched = changeStore(database, storeKey, {
          change: (open) => statements.forEach((sql) => open.exec(sql)),
          read: (_open, keyIds) => keyIds,
        })
        expect(storeMacHolds(database, storeKey)).toBe(true)
        const after = rowsByKey()
        for (const keyId of ids) if (before.get(keyId) !== after.get(keyId)) expect(touched).toContain(keyId)
        const roster = database.prepare('SELECT key_id AS keyId FROM roster ORDER BY key_id').all()
        expect(roster).toEqual(database.prepare('SELECT key_id AS keyId FROM keys ORDER BY key_id').all())
      }),
      { numRuns: 30 },
    )
  })
})

const disable = (open: DatabaseSync): void => open.exec("UPDATE keys SET state = 'Disabled'")
const insertAnother = (open: DatabaseSync): void => open.exec(newKey('other'))
const ids = ['a', 'b', 'c', 'd']
const id = fc.constantFrom(...ids)
const rowsByKey = (): ReadonlyMap<string, string> =>
  new Map(
    ids.map((keyId) => [
      keyId,
      JSON.stringify([
        database.prepare('SELECT description, state FROM keys WHERE key_id = ?').all(keyId),
        database.prepare('SELECT * FROM tags WHERE key_id = ?').all(keyId),
        database.prepare('SELECT * FROM aliases WHERE key_id = ?').all(keyId),
      ]),
    ]),
  )
const newKey = (keyId: string): string =>
  `INSERT OR IGNORE INTO keys (key_id, description, state, spec, usage, origin, created_at)
    VALUES ('${keyId}', '', 'Enabled', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'AWS_KMS', 't');`
const statement = fc.oneof(
  id.map(newKey),
  id.map((keyId) => `UPDATE keys SET description = description || 'x' WHERE key_id = '${keyId}'`),
  fc.constant("UPDATE keys SET state = 'Disabled'"),
  fc
    .tuple(id, id)
    .map(([tag, keyId]) => `${newKey(keyId)} INSERT OR REPLACE INTO tags VALUES ('${keyId}', '${tag}', 'v')`),
  id.map(
    (keyId) =>
      `${newKey(keyId)} INSERT OR REPLACE INTO aliases VALUES ('same', 'same', '${keyId}', 't', 't')`,
  ),
  id.map(
    (keyId) => `${newKey(keyId)} INSERT INTO aliases VALUES ('same', 'same', '${keyId}', 't', 't')
      ON CONFLICT (folded) DO UPDATE SET key_id = excluded.key_id`,
  ),
  id.map(
    (keyId) =>
      `UPDATE aliases SET key_id = '${keyId}' WHERE EXISTS (SELECT 1 FROM keys WHERE key_id = '${keyId}')`,
  ),
  fc.constant('DELETE FROM tags'),
  id.map(
    (keyId) => `DELETE FROM tags WHERE key_id = '${keyId}'; DELETE FROM aliases WHERE key_id = '${keyId}';
      DELETE FROM keys WHERE key_id = '${keyId}'`,
  ),
)
