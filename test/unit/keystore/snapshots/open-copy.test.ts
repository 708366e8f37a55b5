import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openCopy } from '../../../../src/keystore/snapshots/open-copy.ts'
import { readIdentity } from '../../../../src/keystore/store/read-store-row.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

it('looking at a copy writes nothing beside it, and nothing into it', async () => {
  const vault = await bench.startOpen()
  const copy = join(bench.folder, 'copy')
  copyFileSync(bench.paths.file, copy)
  vault.close()
  const before = readdirSync(bench.folder)
  const database = openCopy(copy)
  try {
    expect(readIdentity(database).epoch).toBe(1)
    expect(readdirSync(bench.folder)).toEqual(before)
    expect(() => database.exec('UPDATE store SET epoch = 2')).toThrow()
  } finally {
    database.close()
  }
  expect(readdirSync(bench.folder)).toEqual(before)
})
