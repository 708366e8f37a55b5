import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from '../../../src/keystore/store/migrations.ts'
import type { Vault } from '../../../src/keystore/vault.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import { makeOldStore } from '../../support/old-store.ts'
import { VaultBench } from '../../support/vault-bench.ts'
import { acts } from '../../support/vault-acts.ts'

const name = 'connection/1'
const purpose = 'aws access key'
const text = 'a secret access key that must stay sealed'

let bench: VaultBench
let vault: Vault
beforeEach(async () => {
  bench = new VaultBench()
  vault = await bench.startOpen()
})
afterEach(() => bench.remove())

const put = (value: string, as = name) =>
  acts(vault).putSecret({ name: as, purpose, secret: Secret.take(Buffer.from(value)) })
const get = async (of = vault, as = name) => {
  const secret = await acts(of).getSecret({ name: as, purpose })
  return secret?.use((bytes) => Buffer.from(bytes).toString()) ?? null
}
const alter = (sql: string): void => {
  const database = new DatabaseSync(bench.paths.file, { enableForeignKeyConstraints: false })
  database.exec(sql)
  database.close()
}

const epochs = () => [...bench.keychain.items].find(([account]) => account.endsWith(':epoch'))?.[1]

describe('secrets kept for connections', () => {
  it('come back as they were, also after a restart', async () => {
    await put(text)
    expect(await get()).toBe(text)
    vault.close()
    expect(await get(await bench.start())).toBe(text)
  })

  it('are none before one was put, and for another purpose', async () => {
    expect(await get()).toBeNull()
    await put(text)
    expect(await acts(vault).getSecret({ name, purpose: 'aws single sign-on' })).toBeNull()
  })

  it('are replaced whole, so that the earlier one is gone from the file', async () => {
    await put(text)
    await put('another')
    expect(await get()).toBe('another')
    vault.close()
    const database = new DatabaseSync(bench.paths.file, { readOnly: true })
    expect(database.prepare('SELECT count(*) AS count FROM secrets').get()).toEqual({ count: 1 })
    database.close()
  })

  it('are gone once dropped, and dropping nothing changes nothing', async () => {
    await put(text)
    await acts(vault).dropSecret(name)
    expect(await get()).toBeNull()
    const before = readFileSync(bench.paths.file)
    await acts(vault).dropSecret(name)
    expect(readFileSync(bench.paths.file)).toEqual(before)
  })

  it('stand in no file as they are', async () => {
    await put(text)
    for (const path of [bench.paths.file, bench.paths.log])
      expect(readFileSync(path).includes(text)).toBe(false)
  })

  it('count the epoch up like every change, so that an older copy shows', async () => {
    const before = epochs()
    await put(text)
    expect(epochs()).not.toBe(before)
  })

  it('are refused where the store is not open, and nothing is kept', async () => {
    vault.close()
    bench.keychain.state = 'locked'
    vault = await bench.start()
    await expect(put(text)).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
    await expect(get()).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
  })

  it.each([
    ['DELETE FROM secrets'],
    ["UPDATE secrets SET name = 'connection/2'"],
    ["UPDATE secrets SET purpose = 'aws single sign-on'"],
    ["UPDATE secrets SET created_at = '2020-01-01T00:00:00.000Z'"],
    ['UPDATE secrets SET sealed = zeroblob(40)'],
  ])('are covered by the MAC: %s', async (sql) => {
    await put(text)
    vault.close()
    alter(sql)
    expect((await bench.start()).status).toMatchObject({ state: 'damaged' })
  })
})

describe('a store of version 1', () => {
  it('is brought up with a whole copy before it, keeps its keys, and then keeps secrets', async () => {
    bench.remove()
    bench = new VaultBench()
    await makeOldStore(bench, 1, 1)
    vault = await bench.start({ migrations })
    expect(vault.status).toMatchObject({ state: 'open', keyCount: 1 })
    await put(text)
    expect(await get()).toBe(text)
    vault.close()
    const copy = new DatabaseSync(bench.paths.copyBefore(2, 3), { readOnly: true })
    expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
    expect(copy.prepare('SELECT count(*) AS count FROM keys').get()).toEqual({ count: 1 })
    copy.close()
    expect((await bench.start({ migrations })).status).toMatchObject({ state: 'open', keyCount: 1 })
  })
})
