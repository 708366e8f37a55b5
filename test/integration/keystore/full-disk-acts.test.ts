import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Secret } from '../../../src/main/secret/secret.ts'
import type { KeystoreOutput } from '../../../src/keystore/protocol.ts'
import type { Vault } from '../../../src/keystore/vault.ts'
import { isVaultError } from '../../../src/shared/vault-error.ts'
import { acts, operate } from '../../support/vault-acts.ts'
import { VaultBench } from '../../support/vault-bench.ts'

// What writes a whole copy of the store, on a tmpfs that is full to its last page, and on one with less room than a copy.

const passphrase = 'correct horse battery staple'
const both = { mode: 'keychainAndPassphrase', passphrase } as const
const rooms = [0, 48 * 1024]
const why = 'mounting a small tmpfs needs root on Linux'
const canMount = process.getuid?.() === 0 && process.platform === 'linux'

let bench: VaultBench
let vault: Vault
let filler: string
let wrapped: KeystoreOutput<'wrap'>
let leaving: string

/** A store with a key that is in use, a key whose deletion is due, and a snapshot with both. */
beforeEach(async () => {
  if (!canMount) return
  bench = new VaultBench()
  mkdirSync(bench.paths.folder, { mode: 0o700 })
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=700', 'none', bench.paths.folder])
  filler = join(bench.paths.folder, 'filler')
  vault = await bench.startOpen()
  const key = await acts(vault).createKey({ alias: 'one', description: 'd'.repeat(8000) })
  wrapped = await acts(vault).wrap(key.keyId, new Map(), Secret.take(Buffer.alloc(32, 9)))
  leaving = (await acts(vault).createKey({ alias: 'leaving', description: '' })).keyId
  await operate(vault, 'scheduleKeyDeletion', { keyId: leaving, days: 7 })
  for (let day = 0; day < 9; day += 1) {
    bench.now = new Date(bench.now.getTime() + 24 * 3600_000)
    await vault.doDueWork()
  }
  await vault.takeSnapshot()
})
afterEach(() => {
  if (!canMount) return
  vault.close()
  execFileSync('umount', [bench.paths.folder])
  bench.remove()
})

/** Fills the disk but for so many bytes. */
function fill(room: number): void {
  const reserve = `${filler}-reserve`
  if (room > 0) writeFileSync(reserve, Buffer.alloc(room))
  for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2))
    try {
      writeFileSync(filler, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // As much as went in.
    }
  rmSync(reserve, { force: true })
}

/** Started again with room on the disk, the store is the old one and opens what it wrapped. */
async function opensAsBefore(aliases: readonly string[]): Promise<void> {
  vault.close()
  rmSync(filler)
  vault = await bench.start()
  expect(vault.status).toMatchObject({ state: 'open', mode: 'keychain', keyCount: aliases.length })
  expect((await acts(vault).listKeys()).map(({ alias }) => alias).toSorted()).toEqual(aliases)
  const opened = await acts(vault).unwrap({ ...wrapped, context: [] }, new Map())
  expect(opened.use((bytes) => Buffer.from(bytes))).toEqual(Buffer.alloc(32, 9))
}

const codeOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: unknown) => (isVaultError(error) ? error.code : String(error)),
  )

describe.each(rooms)('a disk with %i bytes left', (room) => {
  it('keeps the store as it was sealed, and turns the passphrase on once there is room', async ({ skip }) => {
    skip(!canMount, why)
    fill(room)
    expect(await codeOf(vault.setProtection(null, both))).toBe('DISK_FULL')
    await opensAsBefore(['leaving', 'one'])
    expect(await vault.setProtection(null, both)).toMatchObject({ mode: both.mode, keyCount: 2 })
  })

  it('takes no snapshot, and does once there is room', async ({ skip }) => {
    skip(!canMount, why)
    const { snapshots } = await vault.health()
    fill(room)
    expect(await codeOf(vault.takeSnapshot())).toBe('DISK_FULL')
    await opensAsBefore(['leaving', 'one'])
    expect((await vault.health()).snapshots.map(({ name }) => name)).toEqual(
      expect.arrayContaining(snapshots.map(({ name }) => name)),
    )
    expect((await vault.takeSnapshot()).snapshots[0]).toMatchObject({ good: true, keyCount: 2 })
  })

  it('restores no snapshot over the store, and does once there is room', async ({ skip }) => {
    skip(!canMount, why)
    const [{ name } = { name: '' }] = (await vault.health()).snapshots
    await acts(vault).createKey({ alias: 'since', description: '' })
    fill(room)
    expect(await codeOf(vault.restoreSnapshot(name))).toBe('DISK_FULL')
    await opensAsBefore(['leaving', 'one', 'since'])
    expect(await vault.restoreSnapshot(name)).toMatchObject({ state: 'open', keyCount: 2 })
  })

  it('deletes a key whole or not at all, and names the copies that still hold it', async ({ skip }) => {
    skip(!canMount, why)
    const names = (await vault.health()).snapshots.map((each) => each.name)
    fill(room)
    const deleted = await operate(vault, 'deleteKey', { keyId: leaving }).catch((error: unknown) => error)
    if (isVaultError(deleted)) {
      expect(deleted.code).toBe('DISK_FULL')
      await opensAsBefore(['leaving', 'one'])
      expect(await operate(vault, 'deleteKey', { keyId: leaving })).toMatchObject({ kept: [] })
    } else {
      expect(deleted).toMatchObject({ purgedCopies: 0, kept: expect.arrayContaining(names) })
      await opensAsBefore(['one'])
    }
  })
})
