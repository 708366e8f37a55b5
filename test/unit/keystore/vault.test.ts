import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Secret } from '../../../src/main/secret/secret.ts'
import { VaultBench } from '../../support/vault-bench.ts'
import { acts } from '../../support/vault-acts.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

const context = new Map([['purpose', 'test']])
const newDataKey = () => Secret.take(Buffer.alloc(32, 9))
const input = (alias: string) => ({ alias, description: '' })

describe('the states of a vault', () => {
  it('is not set up where the keychain works and there is no store, and then stores nothing', async () => {
    const vault = await bench.start()
    expect(vault.status).toEqual({ state: 'notSetUp', keychain: 'a keychain in memory' })
    expect(bench.keychain.items.size).toBe(0)
    expect(existsSync(bench.paths.folder)).toBe(false)
  })

  it('point 30: has no keychain, refuses set-up and stores nothing', async () => {
    bench.keychain.state = 'unavailable'
    const vault = await bench.start()
    expect(vault.status).toMatchObject({ state: 'noKeychain', storeExists: false })
    await expect(vault.setUp()).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
    expect(existsSync(bench.paths.folder)).toBe(false)
  })

  it('says that the keychain is locked, with and without a store', async () => {
    bench.keychain.state = 'locked'
    expect((await bench.start()).status).toMatchObject({ state: 'keychainLocked', storeExists: false })
    bench.keychain.state = 'unlocked'
    const vault = await bench.startOpen()
    vault.close()
    bench.keychain.state = 'locked'
    expect((await bench.start()).status).toMatchObject({ state: 'keychainLocked', storeExists: true })
  })

  it('is open after set-up and after a restart, with the same keys', async () => {
    const vault = await bench.startOpen()
    const key = await acts(vault).createKey(input('backups'))
    expect(vault.status).toMatchObject({ state: 'open', keyCount: 1, createdAt: '2026-11-23T09:00:00.000Z' })
    vault.close()
    const again = await bench.start()
    expect(again.status).toEqual(vault.status)
    expect(await acts(again).listKeys()).toEqual([key])
  })

  it('point 31: with the item gone says so, and set-up makes no new secret over the store', async () => {
    const vault = await bench.startOpen()
    vault.close()
    const store = readFileSync(bench.paths.file)
    bench.keychain.items.clear()
    const again = await bench.start()
    expect(again.status).toMatchObject({ state: 'itemMissing', createdAt: '2026-11-23T09:00:00.000Z' })
    await expect(again.setUp()).rejects.toMatchObject({ code: 'KEYCHAIN_ITEM_MISSING' })
    await expect(acts(again).listKeys()).rejects.toMatchObject({ code: 'KEYCHAIN_ITEM_MISSING' })
    expect(bench.keychain.items.size).toBe(0)
    expect(readFileSync(bench.paths.file)).toEqual(store)
  })

  it('opens by itself once the keychain is there again', async () => {
    const vault = await bench.startOpen()
    vault.close()
    bench.keychain.state = 'unavailable'
    const again = await bench.start()
    expect(again.status).toMatchObject({ state: 'noKeychain', storeExists: true })
    bench.keychain.state = 'unlocked'
    expect(await again.recheck()).toMatchObject({ state: 'open' })
  })

  it('is in use while another vault has the store open, and free afterwards', async () => {
    const first = await bench.startOpen()
    const second = await bench.start()
    expect(second.status).toEqual({ state: 'inUse' })
    await expect(second.setUp()).rejects.toMatchObject({ code: 'KEYSTORE_IN_USE' })
    first.close()
    expect(await second.recheck()).toMatchObject({ state: 'open' })
  })

  it('leaves a store of a newer version alone', async () => {
    const vault = await bench.startOpen()
    vault.close()
    const database = new DatabaseSync(bench.paths.file)
    database.exec('PRAGMA user_version = 7')
    database.close()
    const before = readFileSync(bench.paths.file)
    const again = await bench.start()
    expect(again.status).toEqual({ state: 'newerVersion', version: 7 })
    await expect(again.setUp()).rejects.toMatchObject({ code: 'KEYSTORE_NEWER_VERSION' })
    expect(readFileSync(bench.paths.file)).toEqual(before)
  })

  it.each<[string, () => void]>([
    ['empty', () => writeFileSync(bench.paths.file, '')],
    ['cut', () => truncateSync(bench.paths.file, 5000)],
    [
      'overwritten',
      () => writeFileSync(bench.paths.file, 'not a database, but long enough to be one '.repeat(9)),
    ],
    ['a database of another program', () => void otherDatabase(bench.paths.file)],
  ])('calls a store that is %s damaged and changes nothing', async (_what, damage) => {
    const vault = await bench.startOpen()
    vault.close()
    damage()
    const before = readFileSync(bench.paths.file)
    const items = new Map(bench.keychain.items)
    const again = await bench.start()
    expect(again.status.state).toBe('damaged')
    await expect(again.setUp()).rejects.toMatchObject({ code: 'KEYSTORE_DAMAGED' })
    expect(readFileSync(bench.paths.file)).toEqual(before)
    expect(bench.keychain.items).toEqual(items)
  })

  it('does not follow a link in the place of the store', async ({ skip }) => {
    skip(process.platform === 'win32', 'making a link needs rights on Windows')
    mkdirSync(dirname(bench.paths.file))
    symlinkSync('/dev/null', bench.paths.file)
    expect((await bench.start()).status.state).toBe('damaged')
  })

  it('makes no new store over the log of one whose file is gone', async () => {
    const vault = await bench.startOpen()
    vault.close()
    rmSync(bench.paths.file)
    writeFileSync(bench.paths.log, 'what is left')
    const again = await bench.start()
    expect(again.status).toMatchObject({ state: 'damaged' })
    await expect(again.setUp()).rejects.toMatchObject({ code: 'KEYSTORE_DAMAGED' })
    expect(readFileSync(bench.paths.log, 'utf8')).toBe('what is left')
    writeFileSync(bench.paths.log, '')
    expect(await again.recheck()).toMatchObject({ state: 'notSetUp' })
    expect(await again.setUp()).toMatchObject({ state: 'open' })
  })

  it('tells its states as they change', async () => {
    const vault = await bench.startOpen()
    await acts(vault).createKey(input('one'))
    expect(bench.news.map(({ state }) => state)).toEqual(['notSetUp', 'open', 'open'])
    expect(bench.news.at(-1)).toMatchObject({ keyCount: 1 })
  })

  it('is whole in its one file after each change, as a backup program copies it', async () => {
    const vault = await bench.startOpen()
    await acts(vault).createKey(input('one'))
    const copy = readFileSync(bench.paths.file)
    vault.close()
    writeFileSync(bench.paths.file, copy)
    expect((await bench.start()).status).toMatchObject({ state: 'open', keyCount: 1 })
  })

  it('keeps the store for this user alone', async ({ skip }) => {
    skip(process.platform === 'win32', 'Windows has no modes of files')
    await bench.startOpen()
    expect(statSync(bench.paths.folder).mode & 0o777).toBe(0o700)
    expect(statSync(bench.paths.file).mode & 0o777).toBe(0o600)
  })
})

describe('keys of a vault', () => {
  it('wraps a data key that only the same context and material unwrap', async () => {
    const vault = await bench.startOpen()
    const { keyId, currentKeyMaterialId } = await acts(vault).createKey(input('backups'))
    const wrapped = await acts(vault).wrap(keyId, context, newDataKey())
    expect(wrapped).toMatchObject({ keyId, keyMaterialId: currentKeyMaterialId })
    const request = { ...wrapped, context: [] }
    const opened = await acts(vault).unwrap(request, context)
    expect(opened.use((bytes) => [...bytes])).toEqual(Array(32).fill(9))
    for (const [changed, ec] of [
      [request, new Map([['purpose', 'other']])],
      [{ ...request, iv: Buffer.alloc(12) }, context],
      [{ ...request, iv: Buffer.alloc(3) }, context],
      [{ ...request, ciphertext: request.ciphertext.subarray(1) }, context],
      [{ ...request, ciphertext: new Uint8Array(0) }, context],
      [{ ...request, keyMaterialId: '0'.repeat(64) }, context],
    ] as const)
      await expect(acts(vault).unwrap(changed, ec)).rejects.toMatchObject({ code: 'DATA_KEY_DAMAGED' })
  })

  it('opens after a restart what was wrapped before it', async () => {
    const vault = await bench.startOpen()
    const { keyId } = await acts(vault).createKey(input('backups'))
    const wrapped = await acts(vault).wrap(keyId, context, newDataKey())
    vault.close()
    const again = await bench.start()
    const opened = await acts(again).unwrap({ ...wrapped, context: [] }, context)
    expect(opened.use((bytes) => bytes[0])).toBe(9)
  })

  it('never wraps twice with the same IV', async () => {
    const vault = await bench.startOpen()
    const { keyId } = await acts(vault).createKey(input('backups'))
    const ivs = new Set<string>()
    for (let wrap = 0; wrap < 100; wrap += 1)
      ivs.add(String((await acts(vault).wrap(keyId, context, newDataKey())).iv))
    expect(ivs.size).toBe(100)
  })

  it('refuses a name that is taken, also in another case, and one that is invalid', async () => {
    const vault = await bench.startOpen()
    await acts(vault).createKey(input('Backups'))
    await expect(acts(vault).createKey(input(' backups '))).rejects.toMatchObject({
      code: 'KEY_NAME_TAKEN',
      facts: { name: 'backups' },
    })
    await expect(acts(vault).createKey(input('a\u202eb'))).rejects.toMatchObject({ code: 'KEY_NAME_INVALID' })
    expect(await acts(vault).listKeys()).toHaveLength(1)
  })

  it('makes keys that were asked for at the same time one after another', async () => {
    const vault = await bench.startOpen()
    const made = await Promise.allSettled(
      ['a', 'b', 'A', 'c'].map((name) => acts(vault).createKey(input(name))),
    )
    expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    vault.close()
    expect((await bench.start()).status).toMatchObject({ state: 'open', keyCount: 3 })
  })

  it('does not know a key of another store', async () => {
    const vault = await bench.startOpen()
    const stranger = '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'
    await expect(acts(vault).wrap(stranger, context, newDataKey())).rejects.toMatchObject({
      code: 'KEY_NOT_FOUND',
    })
    await expect(acts(vault).describeKey(stranger)).rejects.toMatchObject({ code: 'KEY_NOT_FOUND' })
  })
})

function otherDatabase(path: string): void {
  writeFileSync(path, '')
  const database = new DatabaseSync(path)
  database.exec('CREATE TABLE t (x); PRAGMA application_id = 1')
  database.close()
}
