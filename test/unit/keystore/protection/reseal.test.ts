import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSchema } from '../../../../src/keystore/store/store-schema.ts'
import { diskFiles } from '../../../../src/keystore/store/store-files.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { acts, operate } from '../../../support/vault-acts.ts'
import {
  filledVault,
  newWords,
  oldWords,
  opensAll,
  protect,
  protectionChanges,
} from '../../../support/protection-changes.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

describe.each(protectionChanges)('from the mode %s to %s', (from, to) => {
  it('keeps all, stays open, and opens with the new factors alone', async () => {
    const { vault, wrapped } = await filledVault(from, bench)
    const before = vault.status
    const after = await protect(vault, from, to)
    expect(after).toMatchObject({ state: 'open', mode: to, keyCount: 1 })
    expect(bench.news.slice(-1)).toEqual([after])
    expect('storeId' in before && 'storeId' in after && before.storeId !== after.storeId).toBe(true)
    await opensAll(vault, wrapped)
    await acts(vault).createKey({ alias: 'two', description: '' })
    vault.close()
    expect(bench.keychain.items.size).toBe(to === 'passphrase' ? 0 : 2)
    const again = await bench.start()
    if (to !== 'keychain') {
      await expect(again.unlock(oldWords)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
      await again.unlock(newWords)
    }
    expect(again.status).toMatchObject({ state: 'open', mode: to, keyCount: 2 })
    await opensAll(again, wrapped)
  })

  it('nothing old opens afterwards with the keychain as it is then', async () => {
    const { vault } = await filledVault(from, bench)
    const old = readFileSync(bench.paths.file)
    const kept = ['.before-version-3-epoch-1', '.older-copy-2026', '.set-aside-2026']
    for (const name of kept) copyFileSync(bench.paths.file, bench.paths.file + name)
    writeFileSync(`${bench.paths.file}.set-aside-2026-wal`, '')
    mkdirSync(bench.paths.snapshots, { recursive: true })
    const snapshot = join(bench.paths.snapshots, 'one')
    copyFileSync(bench.paths.file, snapshot)
    // Of ours, and yet not removed through a link: nothing outside the folder is touched.
    const outside = join(bench.folder, 'outside')
    mkdirSync(outside)
    copyFileSync(bench.paths.file, join(outside, 'one'))
    symlinkSync(outside, join(bench.paths.folder, 'link'))
    await protect(vault, from, to)
    vault.close()
    const left = readdirSync(bench.paths.folder).filter((name) => name.startsWith('keystore.sqlite'))
    expect(left).toEqual(['keystore.sqlite'])
    expect(existsSync(snapshot)).toBe(false)
    expect(readdirSync(outside)).toEqual(['one'])
    writeFileSync(bench.paths.file, old)
    const again = await bench.start()
    if (from === 'keychain') return expect(again.status.state).toBe('itemMissing')
    if (from === 'keychainAndPassphrase')
      return expect(await again.unlock(oldWords)).toMatchObject({ state: 'itemMissing' })
    // Without a keychain nothing but the old passphrase was asked for, and a copy elsewhere still asks for that.
    await expect(again.unlock(newWords)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
  })
})

describe('changing how a store is protected', () => {
  it('wants the present passphrase, counts wrong ones and changes nothing for them', async () => {
    const { vault } = await filledVault('passphrase', bench)
    const before = readFileSync(bench.paths.file)
    const wanted = { mode: 'keychain', passphrase: null } as const
    await expect(vault.setProtection(null, wanted)).rejects.toMatchObject({ code: 'PASSPHRASE_NEEDED' })
    for (const left of [9, 8, 7])
      await expect(vault.setProtection('wrong', wanted)).rejects.toMatchObject({
        code: 'PASSPHRASE_WRONG',
        facts: { left },
      })
    await expect(vault.setProtection(oldWords, wanted)).rejects.toMatchObject({ code: 'PASSPHRASE_WAIT' })
    bench.monotonic += 1000
    expect(readFileSync(bench.paths.file)).toEqual(before)
    expect(await vault.setProtection(oldWords, wanted)).toMatchObject({ state: 'open', mode: 'keychain' })
  })

  it('is refused while it is locked', async () => {
    const { vault } = await filledVault('passphrase', bench)
    await vault.prepareLock('person')
    await expect(protect(vault, 'passphrase', 'keychain')).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' })
  })

  it('goes through the port', async () => {
    const { vault } = await filledVault('keychain', bench)
    const wanted = { mode: 'passphrase', passphrase: newWords } as const
    expect(await operate(vault, 'setProtection', { current: null, wanted })).toMatchObject({
      state: 'open',
      mode: 'passphrase',
    })
    await operate(vault, 'prepareLock', { cause: 'idle' })
    expect(await operate(vault, 'unlock', { passphrase: newWords })).toMatchObject({ state: 'open' })
  })

  it('is refused where the old secret could not be removed from the keychain', async () => {
    const { vault, wrapped } = await filledVault('keychain', bench)
    bench.keychain.state = 'locked'
    await expect(protect(vault, 'keychain', 'passphrase')).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
    await opensAll(vault, wrapped)
    expect(vault.status).toMatchObject({ mode: 'keychain' })
  })

  it('removes the old secret later where the keychain failed just then', async () => {
    const { vault, wrapped } = await filledVault('keychain', bench)
    bench.keychain.refuse = (call, account) =>
      call === 'remove' && !account.includes('probe') ? new VaultError('KEYCHAIN_LOCKED', 'fault') : undefined
    expect(await protect(vault, 'keychain', 'passphrase')).toMatchObject({ state: 'open' })
    expect(bench.keychain.items.size).toBe(2)
    bench.keychain.refuse = () => undefined
    vault.close()
    const again = await bench.start()
    await again.unlock(newWords)
    expect(bench.keychain.items.size).toBe(0)
    await opensAll(again, wrapped)
  })

  it.each(['recheck', 'doDueWork'] as const)('removes it then by %s, without another opening', async (by) => {
    const { vault } = await filledVault('keychain', bench)
    bench.keychain.refuse = (call, account) =>
      call === 'remove' && !account.includes('probe') ? new VaultError('KEYCHAIN_LOCKED', 'fault') : undefined
    await protect(vault, 'keychain', 'passphrase')
    bench.keychain.refuse = () => undefined
    await vault[by]()
    expect(bench.keychain.items.size).toBe(0)
  })

  it.each<keyof typeof diskFiles>(['makeFolder', 'remove', 'finish', 'syncFolder', 'replace', 'kindOf'])(
    'leaves the old store open and whole where %s fails, and no item of a new one',
    async (name) => {
      let isFull = false
      const files = {
        ...diskFiles,
        [name]: (...args: unknown[]) => {
          if (isFull) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
          return (diskFiles[name] as (...all: unknown[]) => unknown)(...args)
        },
      }
      const { vault, wrapped } = await filledVault('keychain', bench, { files })
      isFull = true
      await expect(protect(vault, 'keychain', 'keychainAndPassphrase')).rejects.toMatchObject({
        code: 'DISK_FULL',
      })
      isFull = false
      expect(await vault.recheck()).toMatchObject({ state: 'open', mode: 'keychain' })
      await opensAll(vault, wrapped)
      if (name !== 'kindOf') expect(bench.keychain.items.size).toBe(2)
    },
  )

  it('is locked, and opens with the new passphrase, where it failed once the new store was in its place', async () => {
    let isPlaced = false
    const files = {
      ...diskFiles,
      replace: (from: string, to: string) => {
        diskFiles.replace(from, to)
        isPlaced = true
      },
      syncFolder: (folder: string) => {
        if (isPlaced) throw Object.assign(new Error('failing'), { code: 'EIO' })
        diskFiles.syncFolder(folder)
      },
    }
    const { vault, wrapped } = await filledVault('passphrase', bench, { files })
    const changing = protect(vault, 'passphrase', 'keychainAndPassphrase')
    await expect(changing).rejects.toMatchObject({ code: 'DISK_FAILED' })
    expect(vault.status).toMatchObject({
      state: 'locked',
      mode: 'keychainAndPassphrase',
      cause: 'protectionChanged',
    })
    isPlaced = false
    expect(await vault.unlock(newWords)).toMatchObject({ state: 'open' })
    await opensAll(vault, wrapped)
  })

  it('seals nothing anew where one sealed value does not open, and leaves the store as it was', async () => {
    const { vault, wrapped } = await filledVault('keychain', bench)
    const rows = await vault.read((store) => store.rows)
    await vault.change((store) =>
      store.change((database) => database.exec("UPDATE secrets SET sealed = x'00112233'")),
    )
    await expect(protect(vault, 'keychain', 'passphrase')).rejects.toMatchObject({ code: 'KEYSTORE_DAMAGED' })
    expect(vault.status).toMatchObject({ state: 'open', mode: 'keychain' })
    const dataKey = await acts(vault).unwrap({ ...wrapped, context: [] }, new Map())
    expect(dataKey.length).toBe(32)
    expect(bench.keychain.items.size).toBe(2)
    expect(rows.store.mode).toBe('keychain')
  })

  it.each([
    'CREATE TABLE later (name TEXT PRIMARY KEY, sealed BLOB) STRICT',
    'ALTER TABLE notes ADD COLUMN sealed BLOB',
    'CREATE TABLE later (name TEXT)',
    'CREATE VIEW later AS SELECT * FROM notes',
  ])('drops nothing that it does not know: %s', async (sql) => {
    const { vault } = await filledVault('keychain', bench)
    await vault.change(async (store) => {
      const { database, storeKey } = store.sealed
      database.exec(sql)
      const { writeStoreMac } = await import('../../../../src/keystore/store/store-mac.ts')
      writeStoreMac(database, storeKey)
    })
    await expect(protect(vault, 'keychain', 'passphrase')).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(bench.keychain.items.size).toBe(2)
  })

  it('knows every table and column of bytes of this version', () => {
    const database = new DatabaseSync(':memory:')
    createSchema(database)
    const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
    expect(names.length).toBeGreaterThan(5)
    database.close()
  })

  it('leaves none of the former sealed bytes in the new file', async () => {
    const { vault } = await filledVault('keychain', bench)
    const { materials, secrets } = await vault.read((store) => store.rows)
    await protect(vault, 'keychain', 'keychainAndPassphrase')
    vault.close()
    const file = readFileSync(bench.paths.file)
    for (const { sealed } of [...materials, ...secrets])
      expect(file.includes(Buffer.from(sealed ?? 'KHST'))).toBe(false)
  })
})

describe('another store in the place of this one', () => {
  it('keeps this one aside, with what opens it', async () => {
    const { vault } = await filledVault('keychain', bench)
    const present = vault.status
    const other = new VaultBench()
    const { vault: backup, wrapped } = await filledVault('keychain', other)
    const source = await backup.read((store) => store.sealed)
    const protection = { mode: 'passphrase', passphrase: newWords } as const
    expect(await vault.replaceWith(source, { protection, epochAbove: 4711 })).toMatchObject({
      state: 'open',
      mode: 'passphrase',
    })
    await opensAll(vault, wrapped)
    expect((await vault.read((store) => store.rows.store.epoch)) > 4711).toBe(true)
    vault.close()
    const aside = readdirSync(bench.paths.folder).find((name) => name.includes('set-aside'))
    copyFileSync(join(bench.paths.folder, aside ?? ''), bench.paths.file)
    expect((await bench.start()).status).toEqual(present)
    other.remove()
  })

  it('goes on keeping it where the passphrase is turned on later: its keys are nowhere else', async () => {
    const { vault, wrapped } = await filledVault('keychain', bench)
    const other = new VaultBench()
    other.now = new Date('2025-01-01T00:00:00.000Z')
    const { vault: backup } = await filledVault('keychain', other)
    const source = await backup.read((store) => store.sealed)
    const protection = { mode: 'keychain', passphrase: null } as const
    await vault.replaceWith(source, { protection, epochAbove: 0 })
    await protect(vault, 'keychain', 'keychainAndPassphrase')
    vault.close()
    const aside = readdirSync(bench.paths.folder).find((name) => name.includes('set-aside'))
    copyFileSync(join(bench.paths.folder, aside ?? ''), bench.paths.file)
    const again = await bench.start()
    expect(again.status).toMatchObject({ state: 'open', mode: 'keychain' })
    await opensAll(again, wrapped)
    other.remove()
  })

  it('comes where there was none, and where what was there is damaged', async () => {
    const other = new VaultBench()
    const { vault: backup, wrapped } = await filledVault('keychain', other)
    const source = await backup.read((store) => store.sealed)
    const protection = { mode: 'keychain', passphrase: null } as const
    const fresh = await bench.start()
    expect(await fresh.replaceWith(source, { protection, epochAbove: 0 })).toMatchObject({ state: 'open' })
    await opensAll(fresh, wrapped)
    fresh.close()
    writeFileSync(bench.paths.file, 'no store any more')
    const again = await bench.start()
    expect(again.status.state).toBe('damaged')
    expect(await again.replaceWith(source, { protection, epochAbove: 0 })).toMatchObject({ state: 'open' })
    await opensAll(again, wrapped)
    const aside = readdirSync(bench.paths.folder).find((name) => name.includes('set-aside'))
    expect(readFileSync(join(bench.paths.folder, aside ?? ''), 'utf8')).toBe('no store any more')
    other.remove()
  })

  it('is refused while another Keyhold has this one open', async () => {
    const { vault } = await filledVault('keychain', bench)
    const source = await vault.read((store) => store.sealed)
    const second = await bench.start()
    const protection = { mode: 'keychain', passphrase: null } as const
    await expect(second.replaceWith(source, { protection, epochAbove: 0 })).rejects.toMatchObject({
      code: 'KEYSTORE_IN_USE',
    })
  })
})
