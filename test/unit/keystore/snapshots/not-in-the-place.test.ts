import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { acts } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

async function withSnapshot() {
  const vault = await bench.startOpen()
  await acts(vault).createKey({ alias: 'one', description: '' })
  const { snapshots } = await vault.takeSnapshot()
  return { vault, name: snapshots[0]?.name ?? '' }
}

it('no snapshot takes the place of a store that a newer Keyhold wrote', async () => {
  const { vault, name } = await withSnapshot()
  vault.close()
  const database = new DatabaseSync(bench.paths.file)
  database.exec('PRAGMA user_version = 99')
  database.close()
  const before = readFileSync(bench.paths.file)
  const again = await bench.start()
  expect(again.status).toEqual({ state: 'newerVersion', version: 99 })
  await expect(again.restoreSnapshot(name)).rejects.toMatchObject({ code: 'KEYSTORE_NEWER_VERSION' })
  expect(readFileSync(bench.paths.file).equals(before)).toBe(true)
})

it('nor of one that another Keyhold has open', async () => {
  const { vault, name } = await withSnapshot()
  const second = await bench.start()
  expect(second.status).toEqual({ state: 'inUse' })
  const before = readdirSync(bench.paths.folder)
  await expect(second.restoreSnapshot(name)).rejects.toMatchObject({ code: 'KEYSTORE_IN_USE' })
  expect(readdirSync(bench.paths.folder)).toEqual(before)
  await acts(vault).createKey({ alias: 'two', description: '' })
  expect(vault.status).toMatchObject({ state: 'open', keyCount: 2 })
})
