import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readParts } from '../../../src/keystore/backup/backup-form.ts'
import { KeychainItems } from '../../../src/keystore/keychain/keychain-items.ts'
import type { KeystoreInput } from '../../../src/keystore/protocol.ts'
import { triesFileAt } from '../../../src/keystore/protection/tries-file.ts'
import { diskFiles } from '../../../src/keystore/store/store-files.ts'
import { storePaths } from '../../../src/keystore/store/store-paths.ts'
import { Vault } from '../../../src/keystore/vault.ts'
import { isVaultError } from '../../../src/shared/vault-error.ts'
import { adopt, BackupRoom, testKit, type TestKit } from '../../support/backup-room.ts'
import { MemoryKeychain } from '../../support/memory-keychain.ts'
import { countedRandom, quickly, VaultBench } from '../../support/vault-bench.ts'
import { acts, operate } from '../../support/vault-acts.ts'

const isRoot = process.getuid?.() === 0

/** A vault on a disk of `size`, with a keychain in memory. */
async function onSmallDisk(size: string, run: (disk: SmallDisk) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-full-'))
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', disk])
  const opened: Vault[] = []
  const keychain = new MemoryKeychain()
  const start = async (): Promise<Vault> => {
    const random = countedRandom()
    const items = new KeychainItems(keychain, random)
    const paths = storePaths(join(disk, 'keystore'))
    const outside = { keychain: 'memory', files: diskFiles, now: () => new Date(), migrations: [] }
    const passphrases = { derive: quickly, monotonic: () => 0, tries: triesFileAt(paths.tries) }
    const vault = new Vault({ items, paths, random, ...outside, ...passphrases }, () => undefined)
    opened.push(vault)
    await vault.recheck()
    return vault
  }
  try {
    await run({ disk, keychain, start })
  } finally {
    for (const vault of opened) vault.close()
    execFileSync('umount', [disk])
    rmSync(folder, { recursive: true })
  }
}

interface SmallDisk {
  readonly disk: string
  readonly keychain: MemoryKeychain
  readonly start: () => Promise<Vault>
}

/** A room with a backup of a store that has one key. */
async function filledRoom(kit: TestKit): Promise<BackupRoom> {
  const [bench, room] = [new VaultBench(), new BackupRoom()]
  const vault = await bench.startOpen()
  await adopt(vault, kit)
  await acts(vault).createKey({ alias: 'out of the backup', description: '' })
  await room.write(vault, 'b')
  bench.remove()
  return room
}

describe('a full disk under the key store', () => {
  it('lets no set-up half succeed: no store, no item, and set-up works once there is room', async ({
    skip,
  }) => {
    if (!isRoot || process.platform !== 'linux') skip('mounting a small tmpfs needs root on Linux')
    await onSmallDisk('256k', async ({ disk, keychain, start }) => {
      const filler = join(disk, 'filler')
      writeFileSync(filler, Buffer.alloc(240 * 1024))
      const vault = await start()
      await expect(vault.setUp()).rejects.toMatchObject({ code: 'DISK_FULL' })
      expect(existsSync(storePaths(join(disk, 'keystore')).file)).toBe(false)
      expect(keychain.items.size).toBe(0)
      rmSync(filler)
      expect(await vault.setUp()).toMatchObject({ state: 'open' })
    })
  })

  it('refuses new keys and loses none', async ({ skip }) => {
    if (!isRoot || process.platform !== 'linux') skip('mounting a small tmpfs needs root on Linux')
    await onSmallDisk('256k', async ({ start }) => {
      const vault = await start()
      await vault.setUp()
      const made: string[] = []
      const makeKey = () =>
        acts(vault).createKey({ alias: `key ${made.length}`, description: 'd'.repeat(8000) })
      let [tried] = await Promise.allSettled([makeKey()])
      while (tried.status === 'fulfilled') {
        made.push(tried.value.keyId)
        ;[tried] = await Promise.allSettled([makeKey()])
      }
      const refused: unknown = tried.reason
      expect(isVaultError(refused) && refused.code).toBe('DISK_FULL')
      expect(made.length).toBeGreaterThan(2)
      expect((await acts(vault).listKeys()).map(({ keyId }) => keyId).sort()).toEqual(made.toSorted())
      vault.close()
      const again = await start()
      expect(again.status).toMatchObject({ state: 'open', keyCount: made.length })
    })
  })

  it('lets no restore half succeed: the store is as it was, and it works once there is room', async ({
    skip,
  }) => {
    if (!isRoot || process.platform !== 'linux') skip('mounting a small tmpfs needs root on Linux')
    const kit = await testKit('one')
    const backups = await filledRoom(kit)
    const request: KeystoreInput<'restoreBackup'> = {
      path: backups.path('b'),
      kit: { sheets: [kit.sheet], passphrase: null },
      mode: 'keychain',
      passphrase: null,
      agreed: true,
    }
    await onSmallDisk('1m', async ({ disk, keychain, start }) => {
      const vault = await start()
      await vault.setUp()
      await acts(vault).createKey({ alias: 'here before', description: '' })
      const items = [...keychain.items.keys()].toSorted()
      const folder = join(disk, 'keystore')
      const refused = new Set<string>()
      // Less and less room, so that it ends at every step that needs some.
      for (let room = 0; ; room += 8) {
        const filler = join(disk, 'filler')
        const free = Number(statfsSync(disk).bavail) * Number(statfsSync(disk).bsize)
        writeFileSync(filler, Buffer.alloc(Math.max(0, free - room * 1024)))
        const restored = await operate(vault, 'restoreBackup', request).catch((error: unknown) => error)
        rmSync(filler)
        expect(readdirSync(folder).filter((name) => /\.new-|\.restoring-/.test(name))).toEqual([])
        if (!isVaultError(restored)) break
        refused.add(restored.code)
        expect(vault.status).toMatchObject({ state: 'open' })
        expect((await acts(vault).listKeys()).map(({ alias }) => alias)).toEqual(['here before'])
        expect([...keychain.items.keys()].toSorted()).toEqual(items)
      }
      expect([...refused]).toEqual(['DISK_FULL'])
      expect((await acts(vault).listKeys()).map(({ alias }) => alias)).toEqual(['out of the backup'])
      expect(readdirSync(folder).filter((name) => name.includes('.set-aside-'))).toHaveLength(1)
    })
    backups.remove()
  })

  it('leaves no half backup, neither where it goes nor beside the store', async ({ skip }) => {
    if (!isRoot || process.platform !== 'linux') skip('mounting a small tmpfs needs root on Linux')
    const kit = await testKit('one')
    await onSmallDisk('1m', async ({ disk, start }) => {
      const vault = await start()
      await vault.setUp()
      await adopt(vault, kit)
      await acts(vault).createKey({ alias: 'one', description: '' })
      const [folder, target] = [join(disk, 'keystore'), join(disk, 'backups')]
      mkdirSync(target)
      const refused = new Set<string>()
      for (let room = 0; ; room += 8) {
        const filler = join(disk, 'filler')
        const free = Number(statfsSync(disk).bavail) * Number(statfsSync(disk).bsize)
        writeFileSync(filler, Buffer.alloc(Math.max(0, free - room * 1024)))
        const made = operate(vault, 'writeBackup', { path: join(target, 'b'), madeFor: 'test' })
        const outcome = await made.catch((error: unknown) => error)
        rmSync(filler)
        expect(readdirSync(folder).filter((name) => name.includes('.new-'))).toEqual([])
        expect(vault.status.state).toBe('open')
        if (!isVaultError(outcome)) break
        refused.add(outcome.code)
        expect(readdirSync(target)).toEqual([])
      }
      expect([...refused]).toEqual(['DISK_FULL'])
      expect(readParts(readFileSync(join(target, 'b'))).header.keyCount).toBe(1)
      expect(readdirSync(target)).toEqual(['b'])
    })
  })
})
