import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readParts } from '../../../src/keystore/backup/backup-form.ts'
import { restoreBackup } from '../../../src/keystore/backup/restore-backup.ts'
import { writeBackup } from '../../../src/keystore/backup/write-backup.ts'
import type { Vault } from '../../../src/keystore/vault.ts'
import type { VaultMode } from '../../../src/shared/model/vault.ts'
import { adopt, BackupRoom, testKit, type TestKit } from '../../support/backup-room.ts'
import { powerCutAfter } from '../../support/power-cut.ts'
import { acts, operate } from '../../support/vault-acts.ts'
import { VaultBench } from '../../support/vault-bench.ts'

// Kill -9 and power cuts at every operation of disk and keychain while a backup is restored or written.

const words = 'violet anchor seldom marmalade'
let kit: TestKit
let room: BackupRoom
let backup: Buffer

beforeAll(async () => {
  kit = await testKit('one')
  room = new BackupRoom()
  const bench = new VaultBench()
  const vault = await bench.startOpen()
  await adopt(vault, kit)
  await acts(vault).createKey({ alias: 'out of the backup', description: '' })
  backup = await room.write(vault, 'b')
  bench.remove()
})
afterAll(() => room.remove())

const aliases = async (vault: Vault) => (await acts(vault).listKeys()).map(({ alias }) => alias)
const strays = (bench: VaultBench) =>
  (existsSync(bench.paths.folder) ? readdirSync(bench.paths.folder) : []).filter((name) =>
    /\.new-|\.restoring-|\.unfinished/.test(name),
  )
const setAside = (bench: VaultBench) =>
  readdirSync(bench.paths.folder).filter((name) => name.includes('.set-aside-'))

/** What stands where the backup is restored to, and how the process is started that does it. */
const places = {
  'no store': { mode: null, startLocked: false },
  'an open store': { mode: 'keychain', startLocked: false },
  'a locked store of the keychain': { mode: 'keychain', startLocked: true },
  'a locked store of a passphrase': { mode: 'passphrase', startLocked: false },
} as const
const wantedModes: readonly VaultMode[] = ['keychain', 'passphrase']
const passphraseIn = (mode: VaultMode) => (mode === 'keychain' ? null : words)

async function fill(bench: VaultBench, mode: VaultMode | null): Promise<void> {
  if (mode === null) return
  const vault = await bench.start()
  await vault.setUp({ mode, passphrase: passphraseIn(mode) })
  await acts(vault).createKey({ alias: 'here before', description: '' })
  await operate(vault, 'takeSnapshot', {})
  vault.close()
}

describe.each(Object.entries(places))(
  'a restore over %s that is cut off',
  { timeout: 240_000 },
  (_place, place) => {
    it.each(wantedModes)(
      'leaves the old store or the new one, whatever step it ends at (%s)',
      async (mode) => {
        const seen = new Set<string>()
        for (let steps = 0; ; steps += 1) {
          const bench = new VaultBench()
          await fill(bench, place.mode)
          const before = place.mode === null ? null : readFileSync(bench.paths.file)
          const items = [...bench.keychain.items.keys()]
          const cut = powerCutAfter(steps, bench.keychain)
          const request = {
            path: room.path('b'),
            kit: { sheets: [kit.sheet], passphrase: null },
            mode,
            passphrase: passphraseIn(mode),
            agreed: true,
          }
          const cutVault = await bench.start({ ...cut, startLocked: place.startLocked })
          await restoreBackup(cutVault, request, cut.files).catch(() => undefined)
          cutVault.close()

          const after = await bench.start()
          if (after.status.state === 'locked') await after.unlock(words)
          const found = after.status.state === 'open' ? (await aliases(after)).join() : after.status.state
          const old = place.mode === null ? 'notSetUp' : 'here before'
          expect([steps, [old, 'out of the backup']]).toEqual([steps, expect.arrayContaining([found])])
          seen.add(found)
          expect(readFileSync(room.path('b')).equals(backup)).toBe(true)
          for (const item of items) expect([...bench.keychain.items.keys()]).toContain(item)
          if (before !== null) {
            // What was replaced is there whole, and nothing else is set aside.
            const aside = setAside(bench).map((name) => readFileSync(`${bench.paths.folder}/${name}`))
            expect([steps, aside.map((each) => each.equals(before))]).toEqual([
              steps,
              found === old ? [] : [true],
            ])
            expect(readdirSync(bench.paths.snapshots).length).toBeGreaterThan(0)
          }
          // Where no store came to be, the next one that opens tidies up.
          if (found === 'notSetUp') await after.setUp()
          expect([steps, strays(bench)]).toEqual([steps, []])
          after.close()
          bench.remove()
          if (!cut.hasCut()) break
        }
        expect(seen.size).toBe(2)
      },
    )
  },
)

describe('a backup that is cut off while it is written', { timeout: 240_000 }, () => {
  it('leaves no file of its name or a whole one, and the one before and the store as they were', async () => {
    const seen = new Set<boolean>()
    const bench = new VaultBench()
    const first = await bench.startOpen()
    await adopt(first, kit)
    await acts(first).createKey({ alias: 'one', description: '' })
    const there = new BackupRoom()
    const before = await there.write(first, 'before')
    first.close()
    for (let steps = 0; ; steps += 1) {
      const name = `cut at ${steps}`
      const vault = await bench.start()
      const cut = powerCutAfter(steps, bench.keychain)
      await vault
        .change(async (store) =>
          writeBackup(
            store,
            { path: there.path(name), madeFor: 'test' },
            { ...vault.deps, files: cut.files, backupFiles: cut.files },
          ),
        )
        .catch(() => undefined)
      vault.close()
      const isThere = existsSync(there.path(name))
      seen.add(isThere)
      if (isThere) expect(readParts(readFileSync(there.path(name))).header.keyCount).toBe(1)
      expect(readFileSync(there.path('before')).equals(before)).toBe(true)
      const after = await bench.start()
      expect([steps, await aliases(after), strays(bench)]).toEqual([steps, ['one'], []])
      after.close()
      if (!cut.hasCut()) break
    }
    expect(seen.size).toBe(2)
    bench.remove()
    there.remove()
  })
})
