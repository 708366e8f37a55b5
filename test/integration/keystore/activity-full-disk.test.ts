import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LoggedVault } from '../../support/logged-vault.ts'
import { plainKey } from '../../support/vault-acts.ts'

const isRoot = process.getuid?.() === 0 && process.platform === 'linux'
const keychainAlone = { mode: 'keychain', passphrase: null } as const

let bench: LoggedVault
let disk: string
let filler: string
beforeEach(() => {
  bench = new LoggedVault()
  disk = join(bench.folder, 'disk')
  filler = join(disk, 'filler')
  mkdirSync(disk)
})
afterEach(() => bench.remove())

/** The log on a disk of its own of 1 MiB, which is then filled up to its last byte. */
async function withFullDisk(run: (keyId: string) => Promise<void>): Promise<void> {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', disk])
  try {
    bench.logFolder = join(disk, 'log')
    await bench.start()
    await bench.operate('setUp', keychainAlone)
    const { keyId } = await bench.operate('createKey', { ...plainKey, alias: 'a', description: '' })
    fill()
    await run(keyId)
  } finally {
    bench.stop()
    execFileSync('umount', [disk])
  }
}

function fill(): void {
  for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2))
    try {
      writeFileSync(filler, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // As much as went in.
    }
}

const wrap = (keyId: string) => bench.operate('wrap', { keyId, context: [], dataKey: new Uint8Array(32) })
const makeKey = (alias: string) => bench.operate('createKey', { ...plainKey, alias, description: '' })

/** Wraps until the room that the log had is used up. */
async function firstRefusal(keyId: string): Promise<unknown> {
  for (let round = 0; round < 5000; round += 1)
    try {
      await wrap(keyId)
    } catch (error) {
      return error
    }
  return undefined
}

describe('a full disk under the activity log', () => {
  it('refuses to hand out and to change what cannot be logged, and goes on once there is room', async ({
    skip,
  }) => {
    if (!isRoot) skip('mounting a small tmpfs needs root on Linux')
    await withFullDisk(async (keyId) => {
      expect(await firstRefusal(keyId)).toMatchObject({ code: 'LOG_UNAVAILABLE' })
      await expect(makeKey('b')).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
      expect(await bench.operate('listKeys', {})).toHaveLength(1)
      rmSync(filler)
      await wrap(keyId)
      await makeKey('b')
      expect(await bench.log.check()).toMatchObject({ standing: 'whole' })
      expect(bench.entries().some(({ what }) => what === 'logGap')).toBe(true)
    })
  }, 60_000)

  it('lets work go on where the person chose so, and notes the gap once there is room', async ({ skip }) => {
    if (!isRoot) skip('mounting a small tmpfs needs root on Linux')
    await withFullDisk(async (keyId) => {
      await bench.operate('setLogging', { details: false, refuseUnlogged: false })
      let unlogged = 0
      for (let round = 0; round < 5000 && unlogged === 0; round += 1) {
        await wrap(keyId)
        if (round % 50 === 0) unlogged = (await bench.log.check()).unlogged
      }
      await makeKey('b')
      expect(unlogged).toBeGreaterThan(0)
      expect(await bench.operate('listKeys', {})).toHaveLength(2)
      rmSync(filler)
      await wrap(keyId)
      const gaps = bench.entries().filter(({ what }) => what === 'logGap')
      const noted = gaps.reduce((sum, { facts }) => sum + Number(facts['count']), 0)
      expect(noted).toBe((await bench.log.check()).unlogged)
      expect((await bench.log.check()).standing).toBe('whole')
    })
  }, 60_000)
})
