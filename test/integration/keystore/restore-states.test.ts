import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Vault } from '../../../src/keystore/vault.ts'
import type { VaultMode } from '../../../src/shared/model/vault.ts'
import { adopt, BackupRoom, testKit, type TestKit } from '../../support/backup-room.ts'
import { sha256 } from '../../support/jobs-room.ts'
import { acts, operate } from '../../support/vault-acts.ts'
import { VaultBench } from '../../support/vault-bench.ts'

// Every way to protect what a backup holds, from every state that the page offers a restore in.

const words = 'violet anchor seldom marmalade'
const modes: readonly VaultMode[] = ['keychain', 'keychainAndPassphrase', 'passphrase']
const passphraseIn = (mode: VaultMode) => (mode === 'keychain' ? null : words)

let kit: TestKit
let here: VaultBench
let room: BackupRoom

beforeAll(async () => {
  kit = await testKit('one')
  const bench = new VaultBench()
  const vault = await bench.startOpen()
  await adopt(vault, kit)
  await acts(vault).createKey({ alias: 'out of the backup', description: '' })
  room = new BackupRoom()
  await room.write(vault, 'b')
  bench.remove()
  return () => room.remove()
})
beforeEach(() => {
  here = new VaultBench()
})
afterEach(() => here.remove())

const restore = (vault: Vault, mode: VaultMode) =>
  operate(vault, 'restoreBackup', {
    path: room.path('b'),
    kit: { sheets: [kit.sheet], passphrase: null },
    mode,
    passphrase: passphraseIn(mode),
    agreed: true,
  })

async function withStore(mode: VaultMode): Promise<void> {
  const vault = await here.start()
  await vault.setUp({ mode, passphrase: passphraseIn(mode) })
  await acts(vault).createKey({ alias: 'here before', description: '' })
  vault.close()
}

const damage = (): void => writeFileSync(here.paths.file, 'this is no store')

/** How the vault comes to be in each state; with what is in its place then. */
const states: Readonly<Record<string, { state: string; reach: () => Promise<Vault> }>> = {
  'no store': { state: 'notSetUp', reach: () => here.start() },
  'no store, started locked': { state: 'notSetUp', reach: () => here.start({ startLocked: true }) },
  'a store that is open': {
    state: 'open',
    reach: async () => (await withStore('keychain'), await here.start()),
  },
  'a store that is locked, of the keychain': {
    state: 'locked',
    reach: async () => (await withStore('keychain'), await here.start({ startLocked: true })),
  },
  'a store that is locked, of both': {
    state: 'locked',
    reach: async () => (await withStore('keychainAndPassphrase'), await here.start({ startLocked: true })),
  },
  'a store that is locked, of a passphrase': {
    state: 'locked',
    reach: async () => (await withStore('passphrase'), await here.start()),
  },
  'a store that was locked by a person': {
    state: 'locked',
    reach: async () => {
      await withStore('keychain')
      const vault = await here.start()
      await vault.prepareLock('person')
      return vault
    },
  },
  'a store that is damaged': {
    state: 'damaged',
    reach: async () => (await withStore('keychain'), damage(), await here.start()),
  },
  'a store that is damaged, started locked': {
    state: 'damaged',
    reach: async () => (await withStore('keychain'), damage(), await here.start({ startLocked: true })),
  },
}

/** The files of the store's folder by their hashes. Snapshots are left out: an open store takes one when it gets to it. */
const contents = (): ReadonlyMap<string, string> =>
  new Map(
    (existsSync(here.paths.folder) ? readdirSync(here.paths.folder, { withFileTypes: true }) : [])
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, sha256(join(here.paths.folder, name))]),
  )

describe.each(Object.entries(states))('a restore over %s', (_name, { state, reach }) => {
  it.each(modes)('works with the mode %s, and opens again by that alone', async (mode) => {
    const vault = await reach()
    expect(vault.status.state).toBe(state)
    const before = contents()
    expect(await restore(vault, mode)).toMatchObject({ state: 'open', mode, keyCount: 1 })
    const present = before.get('keystore.sqlite')
    if (present !== undefined)
      expect(
        [...contents()].filter(([name]) => name.includes('.set-aside-')).map(([, text]) => text),
      ).toEqual([present])
    vault.close()
    const again = await here.start()
    if (mode !== 'keychain') await again.unlock(words)
    expect(again.status).toMatchObject({ state: 'open', mode })
    expect((await acts(again).listKeys()).map(({ alias }) => alias)).toEqual(['out of the backup'])
  })

  it.each(['locked', 'unavailable'] as const)(
    'is refused for the modes that need a keychain where it is %s, before anything is changed',
    async (keychain) => {
      const vault = await reach()
      const was = vault.status
      here.keychain.state = keychain
      const [before, items] = [contents(), new Map(here.keychain.items)]
      for (const mode of ['keychain', 'keychainAndPassphrase'] as const)
        await expect(restore(vault, mode)).rejects.toMatchObject({
          code: keychain === 'locked' ? 'KEYCHAIN_LOCKED' : 'KEYCHAIN_UNAVAILABLE',
        })
      expect(contents()).toEqual(before)
      expect(here.keychain.items).toEqual(items)
      // Of a damaged store a snapshot is told, as far as the keychain lets it be looked at.
      if (state === 'locked') expect(vault.status).toEqual(was)
      else if (state !== 'notSetUp') expect(vault.status.state).toBe(state)
    },
  )

  it.each(['locked', 'unavailable'] as const)(
    'works with a passphrase alone where the keychain is %s',
    async (keychain) => {
      const vault = await reach()
      here.keychain.state = keychain
      expect(await restore(vault, 'passphrase')).toMatchObject({
        state: 'open',
        mode: 'passphrase',
        keyCount: 1,
      })
      vault.close()
      const again = await here.start()
      expect(await again.unlock(words)).toMatchObject({ state: 'open', mode: 'passphrase' })
    },
  )
})

it('a restore without the passphrase that its mode needs is refused before anything is changed', async () => {
  await withStore('keychain')
  const vault = await here.start({ startLocked: true })
  const [before, calls] = [contents(), here.keychain.calls.length]
  const wanted = { path: room.path('b'), kit: { sheets: [kit.sheet], passphrase: null }, agreed: true }
  for (const mode of ['keychainAndPassphrase', 'passphrase'] as const)
    await expect(
      operate(vault, 'restoreBackup', { ...wanted, mode, passphrase: null }),
    ).rejects.toMatchObject({ code: 'PASSPHRASE_NEEDED' })
  expect([contents(), here.keychain.calls.length]).toEqual([before, calls])
  expect(vault.status).toMatchObject({ state: 'locked', cause: 'start' })
})
