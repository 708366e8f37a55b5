import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { snapshotPause } from '../../../../src/keystore/snapshots/snapshot-keeper.ts'
import { diskFiles } from '../../../../src/keystore/store/store-files.ts'
import type { Vault } from '../../../../src/keystore/vault.ts'
import { afterAnswers } from '../../../support/tick.ts'
import { acts } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

// A record that the disk damages while the store is open is in every copy from then on. No such copy may push out a good one.

let bench: VaultBench
let vault: Vault
beforeEach(async () => {
  bench = new VaultBench()
  vault = await bench.startOpen()
})
afterEach(() => bench.remove())

const names = (): string[] => readdirSync(bench.paths.snapshots).sort()
const make = async (alias: string) => {
  const key = await acts(vault).createKey({ alias, description: '' })
  await afterAnswers()
  return key
}
/** As a disk would, behind the digests' back. */
const damage = (keyId: string) =>
  vault.read(({ sealed: { database } }) =>
    database.prepare("UPDATE keys SET description = 'x' WHERE key_id = ?").run(keyId),
  )
const keysIn = (name: string) => {
  const copy = new DatabaseSync(join(bench.paths.snapshots, name), { readOnly: true })
  const row = copy.prepare('SELECT count(*) AS count FROM keys').get()
  copy.close()
  return row?.['count']
}

describe('a record that was damaged while the store was open', () => {
  it('is in no snapshot, pushes none out, and is told of after the next change', async () => {
    const { keyId } = await make('one')
    for (let number = 0; number < 10; number += 1) {
      bench.monotonic += snapshotPause
      await make(`key ${number}`)
    }
    const before = names()
    expect(before).toHaveLength(10)
    await damage(keyId)
    bench.monotonic += snapshotPause
    await make('one more')
    expect(names()).toEqual(before)
    expect(vault.status).toMatchObject({
      state: 'damaged',
      findings: [{ what: 'changed', keyId, alias: 'one' }],
      snapshot: { name: before.at(-1), good: true, keyCount: 11 },
    })
    expect((await vault.health()).macHolds).toBe(false)
  })

  it('leaves the copy whose place the next one would have taken', async () => {
    const { keyId } = await make('one')
    await make('two')
    const before = names()
    await damage(keyId)
    await make('three')
    expect(names()).toEqual(before)
    expect(keysIn(before.at(-1) ?? '')).toBe(2)
  })

  it('is told of where a copy is taken by hand, which then is none', async () => {
    const { keyId } = await make('one')
    const before = names()
    await damage(keyId)
    await expect(vault.takeSnapshot()).rejects.toMatchObject({ code: 'KEYSTORE_DAMAGED' })
    expect(names()).toEqual(before)
    expect(vault.status).toMatchObject({ state: 'damaged', findings: [{ keyId }] })
  })

  it('is told of by the round of the hour, which takes the copy that a large store still owes', async () => {
    const { keyId } = await make('one')
    const long = 'long '.repeat(300_000)
    await vault.change((store) =>
      store.change((database) => database.prepare('UPDATE keys SET description = ?').run(long)),
    )
    await afterAnswers()
    await make('two')
    await damage(keyId)
    await make('three')
    expect(vault.status.state).toBe('open')
    bench.monotonic += snapshotPause
    await vault.doDueWork()
    await afterAnswers()
    expect(vault.status).toMatchObject({ state: 'damaged', findings: [{ keyId }] })
  })
})

describe('a copy that its own disk tore', () => {
  const tearing = {
    ...diskFiles,
    finish: (path: string): void => {
      diskFiles.finish(path)
      if (!path.endsWith('unfinished')) return
      const bytes = readFileSync(path)
      writeFileSync(path, bytes.fill(7, 4096))
    },
  }

  it('gets no name, pushes none out, and is not held against the store', async () => {
    await make('one')
    const before = names()
    vault.close()
    vault = await bench.start({ files: tearing })
    await make('two')
    bench.monotonic += snapshotPause
    await make('three')
    expect(names()).toEqual(before)
    expect(vault.status).toMatchObject({ state: 'open', keyCount: 3 })
    await expect(vault.takeSnapshot()).rejects.toMatchObject({ code: 'DISK_FAILED' })
    expect(vault.status.state).toBe('open')
  })
})

describe('snapshots that cannot be read', () => {
  it('push out none that can be, and go once they are older than all that stay', async () => {
    await make('one')
    await vault.takeSnapshot()
    const good = names()
    const torn = Array.from(
      { length: 12 },
      (_, at) => `keystore-${String(100 + at).padStart(16, '0')}-2026-11-23T09-00-00.000Z.sqlite`,
    )
    for (const name of torn) writeFileSync(join(bench.paths.snapshots, name), 'torn')
    bench.monotonic += snapshotPause
    await make('two')
    expect(names()).toEqual(expect.arrayContaining(good))
    expect(names()).toHaveLength(good.length + torn.length + 1)
    for (let number = 0; number < 10; number += 1) {
      bench.monotonic += snapshotPause
      bench.now = new Date(bench.now.getTime() + 1000)
      await vault.change((store) =>
        store.change((database) => database.exec('UPDATE store SET epoch = epoch + 200')),
      )
      await make(`later ${number}`)
    }
    expect(names().filter((name) => torn.includes(name))).toEqual([])
  })
})
