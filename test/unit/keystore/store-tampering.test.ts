import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import * as fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Secret } from '../../../src/main/secret/secret.ts'
import { migrations } from '../../../src/keystore/store/migrations.ts'
import { diskFiles } from '../../../src/keystore/store/store-files.ts'
import { storeVersion } from '../../../src/keystore/store/store-schema.ts'
import { VaultError } from '../../../src/shared/vault-error.ts'
import { makeOldStore, oldKeyId, oldMaterialId } from '../../support/old-store.ts'
import { VaultBench } from '../../support/vault-bench.ts'
import { acts } from '../../support/vault-acts.ts'

const made = new VaultBench()
let bench: VaultBench
beforeAll(async () => {
  const vault = await made.startOpen()
  await acts(vault).createKey({ alias: 'one', description: 'first' })
  await acts(vault).createKey({ alias: 'two', description: 'second' })
  vault.close()
})
beforeEach(() => {
  bench = new VaultBench()
  mkdirSync(bench.paths.folder)
  copyFileSync(made.paths.file, bench.paths.file)
  for (const [account, value] of made.keychain.items) bench.keychain.items.set(account, value)
})
afterAll(() => made.remove())
afterEach(() => bench.remove())

const stateAfterRestart = async () => {
  const vault = await bench.start()
  vault.close()
  return vault.status
}
const alter = (sql: string): void => {
  const database = new DatabaseSync(bench.paths.file, { enableForeignKeyConstraints: false })
  database.exec(sql)
  database.close()
}

describe('a store that was changed from outside (point 34)', () => {
  it.each([
    ["UPDATE keys SET state = 'Disabled'"],
    ["UPDATE keys SET description = 'x' WHERE description = 'first'"],
    ["UPDATE keys SET created_at = '2020-01-01T00:00:00.000Z'"],
    ['UPDATE aliases SET key_id = (SELECT max(key_id) FROM keys)'],
    ["UPDATE aliases SET alias = 'One' WHERE alias = 'one'"],
    ["DELETE FROM aliases WHERE alias = 'one'"],
    ['DELETE FROM key_materials'],
    ['DELETE FROM keys WHERE key_id = (SELECT max(key_id) FROM keys)'],
    ['UPDATE key_materials SET key_id = (SELECT max(key_id) FROM keys)'],
    ['UPDATE key_materials SET sealed = (SELECT sealed FROM key_materials LIMIT 1)'],
    ['UPDATE store SET epoch = epoch + 1'],
    ['UPDATE store SET epoch = 9223372036854775807'],
    ['UPDATE key_materials SET wraps = 9223372036854775807'],
    ["UPDATE store SET created_at = '2020-01-01T00:00:00.000Z'"],
    ["UPDATE store SET keychain = 'another'"],
    ['UPDATE store SET scrypt_n = 2'],
    ['UPDATE store SET store_key_iv = zeroblob(12)'],
    ['UPDATE store SET mac = zeroblob(32)'],
    ["UPDATE store SET mac = x''"],
    ['DELETE FROM store'],
    ['CREATE TABLE extra (x)'],
    ['CREATE TRIGGER t AFTER INSERT ON keys BEGIN DELETE FROM aliases; END'],
    ['CREATE INDEX i ON keys (state)'],
    ['DROP TABLE aliases'],
  ])('is damaged: %s', async (sql) => {
    alter(sql)
    expect(await stateAfterRestart()).toMatchObject({ state: 'damaged' })
  })

  it('opens where nothing of its content was changed', async () => {
    alter('VACUUM')
    expect(await stateAfterRestart()).toMatchObject({ state: 'open', keyCount: 2 })
  })

  it('is never open with other content, whatever bit of its file was flipped', async () => {
    const whole = readFileSync(bench.paths.file)
    const before = await bench.start()
    const keys = JSON.stringify(await acts(before).listKeys())
    before.close()
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const changed = Buffer.from(whole)
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        writeFileSync(bench.paths.file, changed)
        const vault = await bench.start()
        if (vault.status.state === 'open') expect(JSON.stringify(await acts(vault).listKeys())).toBe(keys)
        // `itemMissing`: the flipped bit was in the store's id, under which the keychain then holds nothing.
        else expect(['damaged', 'notReadable', 'newerVersion', 'itemMissing']).toContain(vault.status.state)
        vault.close()
      }),
      { numRuns: 150 },
    )
  })

  it('is damaged where only the file around its rows is broken', async () => {
    const file = readFileSync(bench.paths.file)
    const freePages = 36
    file.writeUInt32BE(file.readUInt32BE(freePages) + 1, freePages)
    writeFileSync(bench.paths.file, file)
    expect(await stateAfterRestart()).toMatchObject({ state: 'damaged' })
  })

  it('does not open with the secret of another store', async () => {
    const other = new VaultBench()
    ;(await other.startOpen()).close()
    const [foreign] = [...other.keychain.items.values()]
    const [account] = [...bench.keychain.items.keys()]
    bench.keychain.items.set(account ?? '', foreign ?? '')
    expect(await stateAfterRestart()).toMatchObject({
      state: 'damaged',
      detail: expect.stringMatching(/secret/),
    })
    other.remove()
  })
})

describe('a disk that refuses', () => {
  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['EACCES', 'FOLDER_NOT_WRITABLE'],
    ['EIO', 'DISK_FAILED'],
  ])('%s is not called damage of the store, which opens once it is over', async (errno, code) => {
    const readStart = (): never => {
      throw Object.assign(new Error(errno), { code: errno })
    }
    const vault = await bench.start({ files: { ...diskFiles, readStart } })
    expect(vault.status).toMatchObject({ state: 'notReadable', code })
    await expect(acts(vault).listKeys()).rejects.toMatchObject({ code })
    await expect(vault.setUp()).rejects.toMatchObject({ code })
    vault.close()
    expect(await stateAfterRestart()).toMatchObject({ state: 'open', keyCount: 2 })
  })
})

const epochItem = (): string => [...bench.keychain.items.keys()].find((name) => name.endsWith(':epoch')) ?? ''

describe('the epoch', () => {
  it('shows a whole store file that was put back', async () => {
    const old = `${bench.paths.file}.old`
    copyFileSync(bench.paths.file, old)
    const vault = await bench.start()
    await acts(vault).createKey({ alias: 'three', description: '' })
    vault.close()
    copyFileSync(old, bench.paths.file)
    expect(await stateAfterRestart()).toMatchObject({ state: 'olderCopy', changesBehind: 1 })
  })

  it('locks nobody out where the keychain came back from a backup or lost its last writes', async () => {
    bench.keychain.items.set(epochItem(), 'v1:1')
    expect(await stateAfterRestart()).toMatchObject({ state: 'open', keyCount: 2 })
    expect(bench.keychain.items.get(epochItem())).toBe('v1:3')
  })

  it('locks nobody out of a healthy store where the keychain can be read and not written', async () => {
    bench.keychain.items.set(epochItem(), 'v1:2')
    bench.keychain.refuse = (call) =>
      call === 'set' ? new VaultError('KEYCHAIN_LOCKED', 'locked') : undefined
    const vault = await bench.start()
    expect(vault.status).toMatchObject({ state: 'open', keyCount: 2 })
    await expect(acts(vault).createKey({ alias: 'three', description: '' })).rejects.toMatchObject({
      code: 'KEYCHAIN_LOCKED',
    })
    bench.keychain.refuse = () => undefined
    await acts(vault).createKey({ alias: 'three', description: '' })
    expect(bench.keychain.items.get(epochItem())).toBe('v1:4')
    vault.close()
  })

  it('shows a keychain item of another form', async () => {
    bench.keychain.items.set(epochItem(), 'v2:3')
    expect(await stateAfterRestart()).toMatchObject({
      state: 'damaged',
      detail: expect.stringMatching(/form/),
    })
  })

  it('is mended where a crash came between the commit and the keychain', async () => {
    bench.keychain.items.set(epochItem(), 'v1:2')
    expect(await stateAfterRestart()).toMatchObject({ state: 'open', keyCount: 2 })
    expect(bench.keychain.items.get(epochItem())).toBe('v1:3')
  })

  it('never runs ahead of the keychain by more than one change', async () => {
    const vault = await bench.start()
    bench.keychain.refuse = (call) =>
      call === 'set' ? new VaultError('KEYCHAIN_LOCKED', 'locked') : undefined
    await acts(vault).createKey({ alias: 'three', description: '' })
    await expect(acts(vault).createKey({ alias: 'four', description: '' })).rejects.toMatchObject({
      code: 'KEYCHAIN_LOCKED',
    })
    bench.keychain.refuse = () => undefined
    await vault.recheck()
    expect(bench.keychain.items.get(epochItem())).toBe('v1:4')
    await acts(vault).createKey({ alias: 'four', description: '' })
    vault.close()
    expect(await stateAfterRestart()).toMatchObject({ state: 'open', keyCount: 4 })
  })

  it('does not keep keys from being used while the keychain refuses', async () => {
    const vault = await bench.start()
    bench.keychain.state = 'unavailable'
    const [key] = await acts(vault).listKeys()
    const dataKey = Secret.random(32)
    await expect(acts(vault).wrap(key?.keyId ?? '', new Map(), dataKey)).resolves.toMatchObject({
      keyId: key?.keyId,
    })
    vault.close()
  })
})

describe('migrations', () => {
  const later = [
    {
      to: 4,
      apply: (database: DatabaseSync) =>
        database.exec("ALTER TABLE keys ADD COLUMN note TEXT NOT NULL DEFAULT ''"),
    },
    {
      to: 5,
      apply: (database: DatabaseSync) => database.exec('CREATE TABLE log (line TEXT PRIMARY KEY) STRICT'),
    },
  ]

  it('bring a store up step by step, each with a whole copy before it', async () => {
    const vault = await bench.start({ migrations: later })
    expect(vault.status).toMatchObject({ state: 'open', keyCount: 2 })
    vault.close()
    for (const [to, epoch] of [
      [4, 3],
      [5, 4],
    ] as const) {
      const copy = new DatabaseSync(bench.paths.copyBefore(to, epoch), { readOnly: true })
      expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: to - 1 })
      expect(copy.prepare('SELECT count(*) AS count FROM keys').get()).toEqual({ count: 2 })
      copy.close()
    }
    expect((await bench.start({ migrations: later })).status).toMatchObject({ state: 'open', keyCount: 2 })
  })

  it('that fail leave the store at the step before, with its keys', async () => {
    const failing = [
      { to: 4, apply: (database: DatabaseSync) => database.exec('DROP TABLE aliases; no sql') },
    ]
    expect((await bench.start({ migrations: failing })).status.state).toBe('damaged')
    expect(await stateAfterRestart()).toMatchObject({ state: 'open', keyCount: 2 })
  })

  it('do not run over a store whose MAC does not hold', async () => {
    alter("UPDATE keys SET state = 'Disabled'")
    expect((await bench.start({ migrations: later })).status.state).toBe('damaged')
    const database = new DatabaseSync(bench.paths.file)
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: storeVersion })
    database.close()
  })
})

describe.each([1, 2] as const)('a store of version %i', (version) => {
  beforeEach(async () => {
    bench.remove()
    bench = new VaultBench()
    await makeOldStore(bench, version)
  })

  it('is brought up with its keys, their material, and references that hold', async () => {
    const vault = await bench.start({ migrations })
    expect(vault.status).toMatchObject({ state: 'open', keyCount: 2 })
    const [key] = await acts(vault).listKeys()
    expect(key).toMatchObject({
      keyId: oldKeyId(1),
      alias: 'key 1',
      origin: 'AWS_KMS',
      currentKeyMaterialId: oldMaterialId(1),
    })
    const wrapped = await acts(vault).wrap(oldKeyId(1), new Map(), Secret.random(32))
    expect(wrapped.keyMaterialId).toBe(oldMaterialId(1))
    vault.close()
    const database = new DatabaseSync(bench.paths.file)
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: storeVersion })
    expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
    expect(database.prepare('SELECT count(*) AS count FROM roster').get()).toEqual({ count: 2 })
    const schema = database.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all()
    database.close()
    expect(schema).toEqual(await schemaOfNew())
    expect(await stateAfterRestart()).toMatchObject({ state: 'open', keyCount: 2 })
  })

  it('is damaged, and stays as it is, where a row of it was changed', async () => {
    alter("UPDATE keys SET description = 'x'")
    const before = readFileSync(bench.paths.file)
    const vault = await bench.start({ migrations })
    expect(vault.status).toMatchObject({ state: 'damaged', findings: [{ what: 'store' }] })
    vault.close()
    expect(readFileSync(bench.paths.file)).toEqual(before)
  })

  it('is an older copy where the keychain knows a later epoch, and is asked about before anything is changed', async () => {
    bench.keychain.items.set(epochItem(), 'v1:5')
    const vault = await bench.start({ migrations })
    expect(vault.status).toMatchObject({ state: 'olderCopy', changesBehind: 2 })
    expect(await vault.acceptOlderCopy()).toMatchObject({ state: 'open', keyCount: 2 })
    vault.close()
  })
})

async function schemaOfNew(): Promise<unknown> {
  const other = new VaultBench()
  ;(await other.startOpen()).close()
  const database = new DatabaseSync(other.paths.file, { readOnly: true })
  const schema = database.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all()
  database.close()
  other.remove()
  return schema
}
