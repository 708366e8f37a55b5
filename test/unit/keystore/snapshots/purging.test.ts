import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { diskFiles, type StoreFiles } from '../../../../src/keystore/store/store-files.ts'
import { afterAnswers } from '../../../support/tick.ts'
import { acts } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

async function withKey(files?: StoreFiles) {
  const vault = await bench.startOpen(files === undefined ? {} : { files })
  await acts(vault).createKey({ alias: 'one', description: '' })
  await afterAnswers()
  return vault
}

it('empties the write-ahead log: the one file is whole, and has nothing of before', async () => {
  const vault = await withKey()
  await vault.purgeCopies()
  expect(statSync(bench.paths.log).size).toBe(0)
})

it('writes the file anew: no page is left in it that nothing is in', async () => {
  const vault = await withKey()
  const large = 'x'.repeat(50_000)
  const write = (sql: string) => vault.change((store) => store.change((database) => database.exec(sql)))
  await write(`INSERT INTO notes VALUES ('large', '${large}')`)
  await write("DELETE FROM notes WHERE name = 'large'")
  const free = () =>
    vault.read(({ sealed }) => sealed.database.prepare('PRAGMA freelist_count').get()?.['freelist_count'])
  expect(await free()).toBeGreaterThan(0)
  await vault.purgeCopies()
  expect(await free()).toBe(0)
})

it('removes no older copy where the fresh snapshot did not reach the disk as it was written', async () => {
  let isFaulty = false
  const vault = await withKey({
    ...diskFiles,
    finish(path) {
      diskFiles.finish(path)
      if (!isFaulty) return
      const bytes = readFileSync(path)
      const at = bytes.lastIndexOf('one')
      writeFileSync(path, bytes.fill('two', at, at + 3))
    },
  })
  copyFileSync(bench.paths.file, bench.paths.olderCopy(bench.now, 1))
  const before = [...readdirSync(bench.paths.snapshots), ...readdirSync(bench.paths.folder)]
  isFaulty = true
  await expect(vault.purgeCopies()).rejects.toThrow()
  const after = [...readdirSync(bench.paths.snapshots), ...readdirSync(bench.paths.folder)]
  expect(after).toEqual(expect.arrayContaining(before))
})
