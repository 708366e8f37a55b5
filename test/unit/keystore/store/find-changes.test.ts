import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acts } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
let one: string
let two: string
/** A copy of the file from before key "one" got its last description. */
let earlier: string
beforeEach(async () => {
  bench = new VaultBench()
  earlier = join(bench.folder, 'earlier')
  const vault = await bench.startOpen()
  one = (await acts(vault).createKey({ alias: 'one', description: 'first' })).keyId
  two = (await acts(vault).createKey({ alias: 'two', description: 'second' })).keyId
  copyFileSync(bench.paths.file, earlier)
  await vault.change((store) =>
    store.change((database) =>
      database.prepare("UPDATE keys SET description = 'later' WHERE key_id = ?").run(one),
    ),
  )
  vault.close()
})
afterEach(() => bench.remove())

const alter = (sql: string): void => {
  const database = new DatabaseSync(bench.paths.file, { enableForeignKeyConstraints: false })
  database.exec(`ATTACH '${earlier}' AS earlier; ${sql.replaceAll('$one', `'${one}'`)}`)
  database.close()
}
const found = async () => {
  const vault = await bench.start()
  vault.close()
  const { status } = vault
  return status.state === 'damaged' ? status.findings : status.state
}
const ofOne = (what: string, alias: string | null = 'one') => ({ what, keyId: one, alias })
const store = { what: 'store', keyId: null, alias: null }
const tables = ['keys', 'key_materials', 'aliases', 'tags']
const putBackRows = (which: readonly string[]): string =>
  which
    .map(
      (table) => `DELETE FROM ${table} WHERE key_id = $one;
        INSERT INTO ${table} SELECT * FROM earlier.${table} WHERE key_id = $one;`,
    )
    .join('')

describe('what was changed behind the lock is said key by key', () => {
  it('nothing where nothing was', async () => {
    expect(await found()).toBe('open')
  })

  it.each([
    ["UPDATE keys SET state = 'Disabled' WHERE key_id = $one"],
    ["UPDATE aliases SET updated_at = 'x' WHERE key_id = $one"],
    ["INSERT INTO tags VALUES ($one, 'slipped', 'in')"],
    ['UPDATE key_materials SET sealed = zeroblob(48) WHERE key_id = $one'],
    ['DELETE FROM key_materials WHERE key_id = $one'],
    ["UPDATE keys SET digest = x'00' WHERE key_id = $one"],
    ['UPDATE keys SET version = 1 WHERE key_id = $one'],
  ])('changed: %s', async (sql) => {
    alter(sql)
    expect(await found()).toEqual([ofOne('changed')])
  })

  it('changed: a name that was moved from one key to another concerns both', async () => {
    alter(`UPDATE aliases SET key_id = '${two}' WHERE key_id = $one`)
    const findings = await found()
    expect(findings).toHaveLength(2)
    expect(findings).toContainEqual(ofOne('changed', null))
    expect(findings).toContainEqual({ what: 'changed', keyId: two, alias: 'one' })
  })

  it('rolled back: earlier rows of the same key', async () => {
    alter(putBackRows(tables))
    expect(await found()).toEqual([ofOne('rolledBack')])
  })

  it('rolled back, and the roster with them: the store says it', async () => {
    alter(putBackRows([...tables, 'roster']))
    expect(await found()).toContainEqual(store)
  })

  it('changed: some of its rows are earlier ones', async () => {
    alter(`UPDATE keys SET description = 'first' WHERE key_id = $one`)
    expect(await found()).toEqual([ofOne('changed')])
  })

  it('missing: its rows were deleted', async () => {
    alter(tables.map((table) => `DELETE FROM ${table} WHERE key_id = $one;`).join(''))
    expect(await found()).toEqual([ofOne('missing', null)])
    alter("DELETE FROM aliases; UPDATE store SET keychain = 'x'")
    expect(await found()).toContainEqual(store)
  })

  it('added: a key that the roster does not know', async () => {
    const added = '11111111-2222-4333-8444-555555555555'
    alter(`INSERT INTO keys (key_id, description, state, spec, usage, origin, created_at)
      VALUES ('${added}', '', 'Enabled', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'AWS_KMS', 'then')`)
    expect(await found()).toEqual([{ what: 'added', keyId: added, alias: null }])
  })

  it.each([
    ["UPDATE store SET keychain = 'another'"],
    ['CREATE TABLE extra (x)'],
    ["INSERT INTO notes VALUES ('slipped', 'in')"],
    ['DROP TABLE tags'],
    ['UPDATE store SET mac = zeroblob(32)'],
  ])('the store itself: %s', async (sql) => {
    alter(sql)
    expect(await found()).toContainEqual(store)
  })

  it('leaves the file as it was found', async () => {
    alter("UPDATE keys SET state = 'Disabled'")
    const before = readFileSync(bench.paths.file)
    await found()
    expect(readFileSync(bench.paths.file)).toEqual(before)
  })
})
