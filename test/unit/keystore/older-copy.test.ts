import { existsSync, copyFileSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { epochLeap } from '../../../src/keystore/epoch-standing.ts'
import { diskFiles } from '../../../src/keystore/store/store-files.ts'
import type { Vault } from '../../../src/keystore/vault.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import { VaultError } from '../../../src/shared/vault-error.ts'
import { olderCopyRoom, type OlderCopyRoom } from '../../support/older-copy-room.ts'
import { VaultBench } from '../../support/vault-bench.ts'
import { acts } from '../../support/vault-acts.ts'

let room: OlderCopyRoom
beforeEach(async () => {
  room = await olderCopyRoom()
})
afterEach(() => room.bench.remove())

const accepted = async (file: string): Promise<Vault> => {
  room.putBack(file)
  const vault = await room.bench.start()
  await vault.acceptOlderCopy()
  return vault
}

describe('an older copy of the store', () => {
  it('is told with its keys and how far it is behind, and nothing is changed', async () => {
    room.putBack(room.older)
    const items = new Map(room.bench.keychain.items)
    expect((await room.restarted()).status).toEqual({
      state: 'olderCopy',
      storeId: room.epochItem().slice(0, 36),
      createdAt: '2026-11-23T09:00:00.000Z',
      keyCount: 1,
      newestKeyAt: '2026-11-23T09:00:00.000Z',
      reason: 'changes',
      changesBehind: 1,
    })
    expect(readFileSync(room.bench.paths.file)).toEqual(readFileSync(room.older))
    expect(room.bench.keychain.items).toEqual(items)
    expect(room.copies()).toEqual([])
  })

  it('is what a store is called whose epoch item is gone', async () => {
    room.loseEpoch()
    const { status } = await room.restarted()
    expect(status).toMatchObject({ state: 'olderCopy', reason: 'unknown', changesBehind: null, keyCount: 2 })
    expect(readFileSync(room.bench.paths.file)).toEqual(readFileSync(room.newer))
  })

  it('gives no key before a person said so, and is never set up over', async () => {
    room.putBack(room.older)
    const vault = await room.bench.start()
    await expect(acts(vault).listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_OLDER_COPY' })
    await expect(acts(vault).createKey({ alias: 'x', description: '' })).rejects.toMatchObject({
      code: 'KEYSTORE_OLDER_COPY',
    })
    await expect(vault.setUp()).rejects.toMatchObject({ code: 'KEYSTORE_OLDER_COPY' })
    expect(await vault.recheck()).toMatchObject({ state: 'olderCopy' })
  })

  it('can be locked, and is the same once it is unlocked', async () => {
    room.putBack(room.older)
    const vault = await room.bench.start()
    await vault.prepareLock('idle')
    expect(vault.status).toMatchObject({ state: 'locked', cause: 'idle', mode: 'keychain' })
    expect(await vault.recheck()).toMatchObject({ state: 'locked' })
    expect(await vault.unlock(null)).toMatchObject({ state: 'olderCopy', reason: 'changes' })
  })

  it('forgets the passphrase that was right when it is locked', async () => {
    const other = new VaultBench()
    const vault = await other.start()
    await vault.setUp({ mode: 'keychainAndPassphrase', passphrase: 'right words' })
    const kept = join(other.folder, 'kept')
    copyFileSync(other.paths.file, kept)
    await acts(vault).createKey({ alias: 'x', description: '' })
    vault.close()
    copyFileSync(kept, other.paths.file)
    const again = await other.start()
    expect(await again.unlock('right words')).toMatchObject({ state: 'olderCopy' })
    expect(again.scryptSeconds).not.toBeNull()
    await again.prepareLock('idle')
    expect(again.status).toMatchObject({ state: 'locked', mode: 'keychainAndPassphrase', wrongTries: 0 })
    expect(again.scryptSeconds).toBeNull()
    expect(await again.unlock('right words')).toMatchObject({ state: 'olderCopy' })
    other.remove()
  })

  it('opens in order once the newer file is back', async () => {
    room.putBack(room.older)
    const vault = await room.bench.start()
    room.putBack(room.newer)
    expect(await vault.recheck()).toMatchObject({ state: 'open', keyCount: 2 })
  })
})

describe('opening an older copy', () => {
  it.each([
    ['behind the keychain', () => room.putBack(room.older), ['one']],
    ['without an epoch item', () => room.loseEpoch(), ['one', 'two']],
    ['behind, and without an epoch item', () => (room.putBack(room.older), room.loseEpoch()), ['one']],
  ])('opens one that is %s, for good', async (_what, happens, keys) => {
    happens()
    const vault = await room.bench.start()
    expect(await vault.acceptOlderCopy()).toMatchObject({ state: 'open', keyCount: keys.length })
    const [key] = await acts(vault).listKeys()
    const wrapped = await acts(vault).wrap(key?.keyId ?? '', new Map(), Secret.random(32))
    await acts(vault).createKey({ alias: 'three', description: '' })
    vault.close()
    const again = await room.bench.start()
    expect(await room.names(again)).toEqual(expect.arrayContaining([...keys, 'three']))
    await expect(acts(again).unwrap({ ...wrapped, context: [] }, new Map())).resolves.toBeInstanceOf(Secret)
  })

  it('leaves a whole copy of the file beside it, which is itself an older copy', async () => {
    ;(await accepted(room.older)).close()
    expect(room.copies()).toEqual(['keystore.sqlite.older-copy-2026-11-23T09-00-00.000Z'])
    expect(
      diskFiles.list(room.bench.paths.folder).filter((path) => room.bench.paths.isUnfinished(path)),
    ).toEqual([])
    room.putBack(join(room.bench.paths.folder, room.copies()[0] ?? ''))
    expect((await room.restarted()).status).toMatchObject({ state: 'olderCopy', keyCount: 1 })
  })

  it('writes no copy over another', async () => {
    ;(await accepted(room.older)).close()
    const [first = ''] = room.copies()
    const bytes = readFileSync(join(room.bench.paths.folder, first))
    ;(await accepted(room.newer)).close()
    expect(room.copies()).toEqual([first, `${first}-2`])
    expect(readFileSync(join(room.bench.paths.folder, first))).toEqual(bytes)
  })

  it('makes the newer file another copy that is asked about, and never preferred by itself', async () => {
    ;(await accepted(room.older)).close()
    room.putBack(room.newer)
    const vault = await room.bench.start()
    expect(vault.status).toMatchObject({ state: 'olderCopy', reason: 'anotherCopy', changesBehind: null })
    await vault.acceptOlderCopy()
    expect(await room.names(vault)).toEqual(['one', 'two'])
  })

  it('sees the newer file also where the keychain had no epoch', async () => {
    room.loseEpoch()
    ;(await accepted(room.older)).close()
    room.putBack(room.newer)
    expect((await room.restarted()).status).toMatchObject({ state: 'olderCopy', reason: 'anotherCopy' })
  })

  it('keeps two opened copies apart after the epoch item was lost in between', async () => {
    const one = await accepted(room.older)
    await acts(one).createKey({ alias: 'three', description: '' })
    one.close()
    const first = join(room.bench.folder, 'first')
    copyFileSync(room.bench.paths.file, first)
    room.loseEpoch()
    room.bench.now = new Date(room.bench.now.getTime() + 60_000)
    ;(await accepted(room.newer)).close()
    room.putBack(first)
    expect((await room.restarted()).status).toMatchObject({ state: 'olderCopy' })
  })

  it('leaps ahead of every epoch even where the clock stands at 1970', async () => {
    room.bench.now = new Date(0)
    ;(await accepted(room.older)).close()
    expect(room.bench.keychain.items.get(room.epochItem())).toBe(`v1:${3 + epochLeap}`)
  })

  it('brings a copy of an older version up afterwards', async () => {
    const migrations = [
      { to: 3, apply: (database: DatabaseSync) => database.exec('ALTER TABLE keys ADD COLUMN note TEXT') },
    ]
    room.putBack(room.older)
    const vault = await room.bench.start({ migrations })
    expect(vault.status).toMatchObject({ state: 'olderCopy', keyCount: 1 })
    expect(await vault.acceptOlderCopy()).toMatchObject({ state: 'open', keyCount: 1 })
  })
})

describe('opening an older copy is refused', () => {
  it('where the store is open, or not set up', async () => {
    const vault = await room.bench.start()
    await expect(vault.acceptOlderCopy()).rejects.toMatchObject({ code: 'KEYSTORE_ALREADY_SET_UP' })
    expect(await room.names(vault)).toEqual(['one', 'two'])
    vault.close()
    rmSync(room.bench.paths.folder, { recursive: true })
    const none = await room.bench.start()
    await expect(none.acceptOlderCopy()).rejects.toMatchObject({ code: 'KEYSTORE_NOT_SET_UP' })
    expect(existsSync(room.bench.paths.folder)).toBe(false)
  })

  it.each<[string, () => unknown, VaultError['code']]>([
    ['the keychain is locked', () => (room.bench.keychain.state = 'locked'), 'KEYCHAIN_LOCKED'],
    ['there is no keychain', () => (room.bench.keychain.state = 'unavailable'), 'KEYCHAIN_UNAVAILABLE'],
    ['the secret is gone', () => room.bench.keychain.items.clear(), 'KEYCHAIN_ITEM_MISSING'],
    [
      'the epoch item has another form',
      () => room.bench.keychain.items.set(room.epochItem(), 'v2:9'),
      'KEYSTORE_DAMAGED',
    ],
    ['a row was changed', () => alter("UPDATE keys SET state = 'Disabled'"), 'KEYSTORE_DAMAGED'],
    ['the epoch was changed', () => alter('UPDATE store SET epoch = 1'), 'KEYSTORE_DAMAGED'],
    ['a trigger was slipped in', () => alter('CREATE TABLE extra (x)'), 'KEYSTORE_DAMAGED'],
    ['it is of a newer version', () => alter('PRAGMA user_version = 7'), 'KEYSTORE_NEWER_VERSION'],
  ])('where %s, before it was looked at and after', async (_what, happens, code) => {
    room.putBack(room.older)
    const seen = await room.bench.start()
    expect(seen.status.state).toBe('olderCopy')
    happens()
    const items = new Map(room.bench.keychain.items)
    const bytes = readFileSync(room.bench.paths.file)
    await expect(seen.acceptOlderCopy()).rejects.toMatchObject({ code })
    seen.close()
    const fresh = await room.bench.start()
    await expect(fresh.acceptOlderCopy()).rejects.toMatchObject({ code })
    expect(room.copies()).toEqual([])
    expect(room.bench.keychain.items).toEqual(items)
    expect(readFileSync(room.bench.paths.file)).toEqual(bytes)
  })

  it('where another copy than the one that was shown is there by then', async () => {
    const vault = await room.bench.start()
    await acts(vault).createKey({ alias: 'three', description: '' })
    vault.close()
    room.putBack(room.newer)
    const seen = await room.bench.start()
    room.putBack(room.older)
    await expect(seen.acceptOlderCopy()).rejects.toMatchObject({ code: 'KEYSTORE_OLDER_COPY' })
    expect(seen.status).toMatchObject({ state: 'olderCopy', changesBehind: 2 })
    expect(room.copies()).toEqual([])
  })

  it('where no copy can be put beside it, and nothing is changed then', async () => {
    room.putBack(room.older)
    const vault = await room.bench.start({ files: { ...diskFiles, finish: diskIsFull } })
    await expect(vault.acceptOlderCopy()).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(vault.status.state).toBe('olderCopy')
    expect(
      readdirSync(room.bench.paths.folder).filter((name) => !/^(keystore\.sqlite-|snapshots$)/.test(name)),
    ).toEqual(['keystore.sqlite'])
    expect(readFileSync(room.bench.paths.file)).toEqual(readFileSync(room.older))
  })
})

describe('a keychain that fails while an older copy is opened', () => {
  it('asks again, or is open, where the keychain fails at any call', async () => {
    for (let failing = 0; failing < 12; failing += 1) {
      room.putBack(failing === 0 ? room.older : room.newer)
      const vault = await room.bench.start()
      let calls = 0
      room.bench.keychain.refuse = () =>
        calls++ === failing ? new VaultError('KEYCHAIN_LOCKED', 'fault') : undefined
      await vault.acceptOlderCopy().catch(() => undefined)
      room.bench.keychain.refuse = () => undefined
      await vault.recheck()
      expect(['olderCopy', 'open']).toContain(vault.status.state)
      if (vault.status.state === 'olderCopy') await vault.acceptOlderCopy()
      expect(vault.status.state).toBe('open')
      vault.close()
    }
  })
})

function alter(sql: string): void {
  const database = new DatabaseSync(room.bench.paths.file, { enableForeignKeyConstraints: false })
  database.exec(sql)
  database.close()
}

function diskIsFull(): never {
  throw Object.assign(new Error('full'), { code: 'ENOSPC' })
}
