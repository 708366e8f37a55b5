import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { snapshotPause } from '../../../../src/keystore/snapshots/snapshot-keeper.ts'
import type { Vault } from '../../../../src/keystore/vault.ts'
import { afterAnswers } from '../../../support/tick.ts'
import { acts } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
let vault: Vault
beforeEach(async () => {
  bench = new VaultBench()
  vault = await bench.startOpen()
})
afterEach(() => bench.remove())

const names = (): string[] => readdirSync(bench.paths.snapshots).sort()
const make = async (alias: string): Promise<void> => {
  await acts(vault).createKey({ alias, description: '' })
  await afterAnswers()
  bench.monotonic += snapshotPause
}

it('a damaged store is set aside with its write-ahead log: what is in that is nowhere else', async () => {
  await make('one')
  const [snapshot = ''] = names().slice(-1)
  vault.close()
  writeFileSync(bench.paths.file, 'no store any more')
  writeFileSync(bench.paths.log, 'the last changes')
  vault = await bench.start()
  expect(vault.status.state).toBe('damaged')
  expect(await vault.restoreSnapshot(snapshot)).toMatchObject({ state: 'open', keyCount: 1 })
  const aside = bench.paths.setAside(bench.now, 1)
  expect(readFileSync(aside, 'utf8')).toBe('no store any more')
  expect(readFileSync(`${aside}-wal`, 'utf8')).toBe('the last changes')
})

it('snapshots of a store that was set aside make no room for those of the store in its place', async () => {
  for (const alias of ['a', 'b', 'c']) await make(alias)
  const before = names()
  const other = new VaultBench()
  const source = await (await other.startOpen()).read(({ sealed }) => sealed)
  const protection = { mode: 'keychain', passphrase: null } as const
  await vault.replaceWith(source, { protection, epochAbove: 100 })
  for (let count = 0; count < 13; count += 1) await make(`of the new one ${count}`)
  expect(names()).toEqual(expect.arrayContaining(before))
  expect(names()).toHaveLength(before.length + 10)
  other.remove()
})

it('a snapshot that was put in place rules over copies that nobody knew of, also where the keychain fell behind', async () => {
  await make('one')
  const snapshot = (await vault.takeSnapshot()).snapshots[0]?.name ?? ''
  const items = new Map(bench.keychain.items)
  for (const alias of ['b', 'c', 'd']) await make(alias)
  vault.close()
  const newer = join(bench.folder, 'a copy elsewhere')
  copyFileSync(bench.paths.file, newer)
  rmSync(bench.paths.file)
  for (const name of names()) if (name !== snapshot) rmSync(join(bench.paths.snapshots, name))
  for (const [account, value] of items) bench.keychain.items.set(account, value)
  vault = await bench.start()
  expect(await vault.restoreSnapshot(snapshot)).toMatchObject({ state: 'open', keyCount: 1 })
  vault.close()
  copyFileSync(newer, bench.paths.file)
  vault = await bench.start()
  expect(vault.status).toMatchObject({ state: 'olderCopy', reason: 'anotherCopy' })
})
