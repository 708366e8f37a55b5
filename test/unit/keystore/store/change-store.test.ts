import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sealStoreKey } from '../../../../src/keystore/hierarchy/store-key.ts'
import { changeStore } from '../../../../src/keystore/store/change-store.ts'
import { prepareStore } from '../../../../src/keystore/store/create-store.ts'
import { openDatabase } from '../../../../src/keystore/store/open-database.ts'
import { diskFiles } from '../../../../src/keystore/store/store-files.ts'
import { computeStoreMac } from '../../../../src/keystore/store/own-mac.ts'
import { storeMacHolds } from '../../../../src/keystore/store/store-mac.ts'
import { storePaths } from '../../../../src/keystore/store/store-paths.ts'
import { readIdentity } from '../../../../src/keystore/store/store-rows.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'

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
  folder = mkdtempSync(join(tmpdir(), 'keyhold-store-'))
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
})
