import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { KeychainItems } from '../../../src/keystore/keychain/keychain-items.ts'
import { triesFileAt } from '../../../src/keystore/protection/tries-file.ts'
import { diskFiles } from '../../../src/keystore/store/store-files.ts'
import { storePaths } from '../../../src/keystore/store/store-paths.ts'
import { Vault } from '../../../src/keystore/vault.ts'
import { isVaultError } from '../../../src/shared/vault-error.ts'
import { MemoryKeychain } from '../../support/memory-keychain.ts'
import { countedRandom, quickly } from '../../support/vault-bench.ts'
import { acts } from '../../support/vault-acts.ts'

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
})
