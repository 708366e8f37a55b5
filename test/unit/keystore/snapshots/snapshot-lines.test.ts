import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Vault } from '../../../../src/keystore/vault.ts'
import { afterAnswers } from '../../../support/tick.ts'
import { acts } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

// Two stores have snapshots here: one with many changes that was set aside, and the one in its place.

let bench: VaultBench
let other: VaultBench
let vault: Vault
const keychainAlone = { mode: 'keychain', passphrase: null } as const

beforeEach(async () => {
  bench = new VaultBench()
  other = new VaultBench()
  vault = await bench.startOpen()
  for (const alias of ['a', 'b', 'c', 'd', 'e', 'f']) await make(alias)
  vault.close()
  writeFileSync(bench.paths.file, 'no store any more')
  vault = await bench.start()
  const source = await (await other.startOpen()).read(({ sealed }) => sealed)
  bench.now = new Date(bench.now.getTime() + 60_000)
  await vault.replaceWith(source, { protection: keychainAlone, epochAbove: 0 })
  await make('the one here')
})
afterEach(() => {
  bench.remove()
  other.remove()
})

async function make(alias: string): Promise<void> {
  await acts(vault).createKey({ alias, description: '' })
  await afterAnswers()
}
const epochOf = (name: string) => Number(name.slice(9, 25))
const damagedBy = async (damage: () => void) => {
  vault.close()
  damage()
  vault = await bench.start()
  return vault.status.state === 'damaged' ? vault.status.snapshot : null
}
const alter = (sql: string): void => {
  const database = new DatabaseSync(bench.paths.file)
  database.exec(sql)
  database.close()
}

describe('the snapshot that is offered for a damaged store', () => {
  it('is one of that store, though another has snapshots with a higher epoch', async () => {
    const offered = await damagedBy(() => alter("UPDATE keys SET description = 'x'"))
    expect(offered).toMatchObject({ good: true, keyCount: 1 })
    const highest = Math.max(...readdirSync(bench.paths.snapshots).map(epochOf))
    expect(highest).toBeGreaterThan(offered?.epoch ?? Infinity)
  })

  it.each([
    ['says nothing any more', () => writeFileSync(bench.paths.file, 'torn')],
    ['is gone', () => rmSync(bench.paths.file)],
  ])('is of the store that was copied last where the file %s', async (_what, damage) => {
    expect(await damagedBy(damage)).toMatchObject({ good: true, keyCount: 1 })
  })

  it('is of another store where there is none of that one', async () => {
    const offered = await damagedBy(() => {
      alter("UPDATE keys SET description = 'x'")
      const own = readdirSync(bench.paths.snapshots).filter((name) => epochOf(name) < 4)
      for (const name of own) rmSync(`${bench.paths.snapshots}/${name}`)
    })
    expect(offered).toMatchObject({ good: true, keyCount: 6 })
  })

  it('is one that may be good of that store, and not one of another that is', async () => {
    const { storeId } = await vault.read(({ rows }) => rows.store)
    const offered = await damagedBy(() => {
      alter("UPDATE keys SET description = 'x'")
      bench.keychain.items.delete(storeId)
      writeFileSync(bench.paths.file, 'torn')
    })
    expect(offered).toMatchObject({ good: null, keyCount: null })
  })
})
