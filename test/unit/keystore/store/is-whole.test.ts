import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isWhole } from '../../../../src/keystore/store/is-whole.ts'
import { storeMacHolds } from '../../../../src/keystore/store/store-mac.ts'
import type { Vault } from '../../../../src/keystore/vault.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { addManyKeys } from '../../../support/many-keys.ts'
import { acts } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
let vault: Vault
beforeEach(async () => {
  bench = new VaultBench()
  vault = await bench.startOpen()
})
afterEach(() => bench.remove())

const sealed = () => vault.read((store) => store.sealed)
const looked = async () => {
  const { database, storeKey } = await sealed()
  return isWhole(database, storeKey)
}

describe('a store that is looked through with pauses', () => {
  it('is whole where everything is what was written here', async () => {
    expect(await looked()).toBe(true)
    await addManyKeys(vault, 3)
    expect(await looked()).toBe(true)
  })

  it.each([
    ['a row of a key was changed', "UPDATE keys SET description = 'x' WHERE key_id = $one"],
    ['the material of a key was changed', "UPDATE key_materials SET sealed = x'00' WHERE key_id = $one"],
    ['a row of a key is gone', 'DELETE FROM tags WHERE key_id = $one'],
    [
      'all rows of a key are gone',
      'DELETE FROM aliases WHERE key_id = $one; DELETE FROM tags WHERE key_id = $one; DELETE FROM key_materials WHERE key_id = $one; DELETE FROM keys WHERE key_id = $one',
    ],
    ['a row was added to a key', "INSERT INTO tags SELECT key_id, 'x', 'y' FROM keys LIMIT 1"],
    ['a row of no key was added', "INSERT INTO tags VALUES ('stranger', 'x', 'y')"],
    ['the digest in the roster is another', "UPDATE roster SET digest = x'00' WHERE key_id = $one"],
    ['a key is not in the roster', 'DELETE FROM roster WHERE key_id = $one'],
    ['a key is in the roster alone', "INSERT INTO roster VALUES ('stranger', x'00')"],
    ['the digest in the row is another', "UPDATE keys SET digest = x'00' WHERE key_id = $one"],
    ['a note was changed', "INSERT INTO notes VALUES ('x', 'y')"],
    ['the epoch is another', 'UPDATE store SET epoch = 99'],
    ['a table is gone', 'DROP TABLE roster'],
    ['a trigger slipped in', 'CREATE TRIGGER t AFTER INSERT ON keys BEGIN SELECT 1; END'],
  ])('is not where %s, as the MAC says at once', async (_what, sql) => {
    await addManyKeys(vault, 3)
    const { database, storeKey } = await sealed()
    const [one] = await acts(vault).listKeys()
    database.exec(`PRAGMA foreign_keys = OFF; ${sql.replaceAll('$one', `'${one?.keyId}'`)}`)
    expect(await looked()).toBe(false)
    expect(holdsAtOnce(database, storeKey)).toBe(false)
  })

  it('is not with another key, and not while it is closed', async () => {
    const { database } = await sealed()
    expect(await isWhole(database, Secret.random(32))).toBe(false)
    vault.close()
    expect(await isWhole(database, Secret.random(32))).toBe(false)
  })

  it('lets data keys be wrapped meanwhile, and changes wait', async () => {
    await addManyKeys(vault, 450)
    const [key] = await acts(vault).listKeys()
    const keyId = key?.keyId ?? ''
    await acts(vault).wrap(keyId, new Map(), Secret.random(32))
    const order: string[] = []
    await Promise.all([
      vault.takeSnapshot().then(() => order.push('copied')),
      vault.change((store) => store.change(() => undefined)).then(() => order.push('changed')),
      new Promise((resolve) => setImmediate(resolve))
        .then(() => acts(vault).wrap(keyId, new Map(), Secret.random(32)))
        .then(() => order.push('wrapped')),
    ])
    expect(order).toEqual(['wrapped', 'copied', 'changed'])
  })
})

function holdsAtOnce(...of: Parameters<typeof storeMacHolds>): boolean {
  try {
    return storeMacHolds(...of)
  } catch {
    return false
  }
}
