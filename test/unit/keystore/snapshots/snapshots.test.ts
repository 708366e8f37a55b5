import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { snapshotPause } from '../../../../src/keystore/snapshots/snapshot-keeper.ts'
import { noteFormerStores } from '../../../../src/keystore/protection/replaced-note.ts'
import { diskFiles } from '../../../../src/keystore/store/store-files.ts'
import type { Vault } from '../../../../src/keystore/vault.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { afterAnswers } from '../../../support/tick.ts'
import { acts, operate } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
let vault: Vault
beforeEach(async () => {
  bench = new VaultBench()
  vault = await bench.startOpen()
})
afterEach(() => bench.remove())

const names = (): string[] => readdirSync(bench.paths.snapshots).sort()
const epochs = () => names().map((name) => Number(name.slice(9, 25)))
const path = (name: string): string => join(bench.paths.snapshots, name)
const make = async (alias: string) => {
  const key = await acts(vault).createKey({ alias, description: '' })
  await afterAnswers()
  return key
}
const aliases = async () => (await acts(vault).listKeys()).map(({ alias }) => alias)
const alter = (sql: string, file = bench.paths.file): void => {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false })
  database.exec(sql)
  database.close()
}
const restart = async (): Promise<Vault> => {
  vault.close()
  return (vault = await bench.start())
}
const asideFiles = () => readdirSync(bench.paths.folder).filter((name) => name.includes('.set-aside-'))

const diskIsFull = (): never => {
  throw Object.assign(new Error('full'), { code: 'ENOSPC' })
}

describe('snapshots', () => {
  it('are taken after a change, for this user alone, and hold its keys', async () => {
    await make('one')
    const health = await vault.health()
    const [newest] = health.snapshots
    expect(newest).toMatchObject({ epoch: 2, keyCount: 1, good: true })
    expect(statSync(path(newest?.name ?? '')).mode & 0o777).toBe(0o600)
    expect(statSync(bench.paths.snapshots).mode & 0o777).toBe(0o700)
  })

  it('of a busy minute are the first and the newest; five minutes later there is another', async () => {
    for (const alias of ['a', 'b', 'c', 'd']) await make(alias)
    expect(epochs()).toEqual([1, 5])
    bench.monotonic += snapshotPause
    await make('e')
    expect(epochs()).toEqual([1, 6])
    await make('f')
    expect(epochs()).toEqual([1, 6, 7])
  })

  it('are ten at most, the newest ones, however the clock is set', async () => {
    for (let number = 0; number < 15; number += 1) {
      bench.monotonic += snapshotPause
      bench.now = new Date(bench.now.getTime() + (number % 2 === 0 ? -1 : 1) * 86_400_000 * number)
      await make(`key ${number}`)
    }
    expect(epochs()).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
    expect((await vault.health()).snapshots.map(({ epoch }) => epoch)).toEqual(epochs().toReversed())
  })

  it('are caught up with at the next start where the last change got none', async () => {
    await acts(vault).createKey({ alias: 'one', description: '' })
    await restart()
    await afterAnswers()
    expect(epochs().at(-1)).toBe(2)
  })

  it('are taken by hand, also twice of one epoch, and without a change', async () => {
    await make('one')
    const before = names().length
    const health = await vault.takeSnapshot()
    expect(health.snapshots).toHaveLength(before + 1)
    expect((await vault.takeSnapshot()).snapshots[0]).toMatchObject({ epoch: 2, good: true })
  })

  it('that cannot be written leave the change as it is, and say so when asked for by hand', async () => {
    vault.close()
    vault = await bench.start({ files: { ...diskFiles, publish: diskIsFull } })
    await make('one')
    expect(await aliases()).toEqual(['one'])
    await expect(vault.takeSnapshot()).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(names().filter((name) => name === 'unfinished')).toEqual([])
  })

  it('that were changed are told as damaged, and are left where they are', async () => {
    await make('one')
    const name = names().at(-1) ?? ''
    alter("UPDATE keys SET description = 'x'", path(name))
    const before = readFileSync(path(name))
    expect((await vault.health()).snapshots[0]).toMatchObject({ name, good: false, keyCount: null })
    await expect(vault.restoreSnapshot(name)).rejects.toMatchObject({ code: 'KEYSTORE_DAMAGED' })
    expect(vault.status.state).toBe('open')
    expect(readFileSync(path(name))).toEqual(before)
  })
})

describe('a damaged store', () => {
  it('offers the newest snapshot that holds, not a newer one that is damaged too, and is left as it is', async () => {
    await make('one')
    await vault.takeSnapshot()
    bench.monotonic += snapshotPause
    await make('two')
    const [good, bad] = names().slice(-2)
    vault.close()
    alter("UPDATE keys SET state = 'Disabled'")
    writeFileSync(path(bad ?? ''), 'torn')
    const before = readFileSync(bench.paths.file)
    await restart()
    expect(vault.status).toMatchObject({
      state: 'damaged',
      snapshot: { name: good, good: true, keyCount: 1 },
    })
    expect((await vault.health()).snapshots[0]).toMatchObject({ name: bad, good: false })
    expect(readFileSync(bench.paths.file)).toEqual(before)
  })

  it('is set aside whole for a snapshot, which opens and rules over every other copy', async () => {
    await make('one')
    vault.close()
    const healthy = readFileSync(bench.paths.file)
    alter("UPDATE keys SET state = 'Disabled'")
    const damaged = readFileSync(bench.paths.file)
    await restart()
    const { status } = vault
    const offered = status.state === 'damaged' ? (status.snapshot?.name ?? '') : ''
    expect(await operate(vault, 'restoreSnapshot', { name: offered })).toMatchObject({
      state: 'open',
      keyCount: 1,
    })
    expect(asideFiles()).toHaveLength(1)
    expect(readFileSync(join(bench.paths.folder, asideFiles()[0] ?? ''))).toEqual(damaged)
    expect((await vault.health()).setAside).toEqual(asideFiles())
    await restart()
    expect(vault.status.state).toBe('open')
    vault.close()
    writeFileSync(bench.paths.file, healthy)
    await restart()
    expect(vault.status.state).toBe('olderCopy')
  })

  it('whose file is gone is no computer without a store', async () => {
    await make('one')
    vault.close()
    rmSync(bench.paths.file)
    await restart()
    expect(vault.status).toMatchObject({ state: 'damaged', snapshot: { keyCount: 1, good: true } })
    await expect(vault.setUp()).rejects.toMatchObject({ code: 'KEYSTORE_DAMAGED' })
    const name = names().at(-1) ?? ''
    expect(await vault.restoreSnapshot(name)).toMatchObject({ state: 'open', keyCount: 1 })
  })

  it('is found by a check while it is open, and closed', async () => {
    const { keyId } = await make('one')
    expect(await operate(vault, 'check', {})).toMatchObject({ macHolds: true, findings: [] })
    await vault.read(({ sealed }) => sealed.database.exec("UPDATE keys SET description = 'x'"))
    const health = await operate(vault, 'check', {})
    expect(health).toMatchObject({ macHolds: false, findings: [{ what: 'changed', keyId, alias: 'one' }] })
    expect(vault.status.state).toBe('damaged')
    await expect(acts(vault).listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_DAMAGED' })
  })

  it('is told with the time of the opening that found it', async () => {
    await make('one')
    await vault.read(({ sealed }) => sealed.database.exec("UPDATE keys SET description = 'x'"))
    await restart()
    expect(await operate(vault, 'health', {})).toMatchObject({
      macHolds: false,
      checkedAt: expect.any(String),
    })
  })
})

describe('a restore', () => {
  it('sets an open, healthy store aside too, with what no snapshot has', async () => {
    await make('one')
    const { name } = (await vault.takeSnapshot()).snapshots[0] ?? { name: '' }
    await acts(vault).createKey({ alias: 'two', description: '' })
    expect(await vault.restoreSnapshot(name)).toMatchObject({ state: 'open', keyCount: 1 })
    expect(await aliases()).toEqual(['one'])
    const [aside] = asideFiles()
    vault.close()
    const other = new DatabaseSync(join(bench.paths.folder, aside ?? ''), { readOnly: true })
    expect(other.prepare('SELECT count(*) AS count FROM keys').get()).toEqual({ count: 2 })
    other.close()
  })

  it('takes nothing that was set aside: what an old snapshot was still to remove is not looked for any more', async () => {
    await make('one')
    const former = [{ storeId: '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f', keychain: true }]
    await vault.change((store) => store.change((database) => noteFormerStores(database, former)))
    await afterAnswers()
    const name = names().at(-1) ?? ''
    vault.close()
    // Another store of the same line is in its place by now, as after a backup was restored.
    alter("UPDATE store SET store_id = '6a1c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'")
    vault = await bench.start()
    expect(await vault.restoreSnapshot(name)).toMatchObject({ state: 'open', keyCount: 1 })
    expect(asideFiles()).toHaveLength(1)
  })

  it.each(['../keystore.sqlite', '', 'keystore-0000000000000009-2026-11-23T09-00-00.000Z.sqlite'])(
    'of something that is no snapshot here is refused: %s',
    async (name) => {
      await make('one')
      await expect(vault.restoreSnapshot(name)).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' })
      expect(await aliases()).toEqual(['one'])
      expect(asideFiles()).toEqual([])
    },
  )

  it('never writes over another file that was set aside', async () => {
    await make('one')
    const name = names().at(-1) ?? ''
    await vault.restoreSnapshot(name)
    await vault.restoreSnapshot(name)
    expect(asideFiles()).toHaveLength(2)
  })
})

describe('another store in the place of this one', () => {
  it('leaves the newest snapshot of what was set aside where it is', async () => {
    for (const alias of ['a', 'b', 'c']) await make(alias)
    const before = names()
    const other = new VaultBench()
    const source = await (await other.startOpen()).read(({ sealed }) => sealed)
    await vault.replaceWith(source, {
      protection: { mode: 'keychain', passphrase: null },
      epochAbove: 100,
    })
    await make('of the new one')
    await make('of the new one too')
    expect(names()).toEqual(expect.arrayContaining(before))
    other.remove()
  })
})

describe('a store that came in the place of one with a higher epoch', () => {
  it('gets no further snapshot while nothing changes', async () => {
    for (const alias of ['a', 'b', 'c', 'd']) await make(alias)
    vault.close()
    writeFileSync(bench.paths.file, 'no store any more')
    await restart()
    const other = new VaultBench()
    const source = await (await other.startOpen()).read(({ sealed }) => sealed)
    const protection = { mode: 'keychain', passphrase: null } as const
    await vault.replaceWith(source, { protection, epochAbove: 0 })
    await afterAnswers()
    const before = names()
    for (let hours = 0; hours < 3; hours += 1) {
      bench.monotonic += 3_600_000
      await vault.doDueWork()
      await afterAnswers()
    }
    expect(names()).toEqual(before)
    other.remove()
  })
})

describe('purging', () => {
  it('leaves the deleted material in no file of the folder, and names what was set aside', async () => {
    const gone = await make('gone')
    await make('stays')
    await vault.restoreSnapshot(names().at(-1) ?? '')
    const aside = asideFiles()
    const sealed = await vault.read(
      ({ rows }) => rows.materials.find(({ keyId }) => keyId === gone.keyId)?.sealed ?? new Uint8Array(1),
    )
    copyFileSync(bench.paths.file, bench.paths.olderCopy(bench.now, 1))
    copyFileSync(bench.paths.file, bench.paths.copyBefore(3, 1))
    await vault.change((store) =>
      store.change((database) => {
        for (const table of ['key_materials', 'aliases', 'tags', 'keys'])
          database.prepare(`DELETE FROM ${table} WHERE key_id = ?`).run(gone.keyId)
      }),
    )
    const purged = await vault.purgeCopies()
    expect(purged.kept).toEqual(aside)
    expect(purged.purgedCopies).toBeGreaterThanOrEqual(3)
    const holding = filesUnder(bench.paths.folder).filter((file) =>
      readFileSync(file).includes(Buffer.from(sealed)),
    )
    expect(holding).toEqual(aside.map((name) => join(bench.paths.folder, name)))
    expect(await aliases()).toEqual(['stays'])
    await restart()
    expect(vault.status).toMatchObject({ state: 'open', keyCount: 1 })
  })

  it('removes no copy while another key of the store is damaged: it may be the last good one', async () => {
    await make('one')
    const { keyId } = await make('two')
    await vault.read(({ sealed: { database } }) =>
      database.prepare("UPDATE keys SET description = 'x' WHERE key_id = ?").run(keyId),
    )
    const before = names()
    await expect(vault.purgeCopies()).rejects.toMatchObject({ code: 'KEYSTORE_DAMAGED' })
    expect(names()).toEqual(before)
    expect(vault.status).toMatchObject({ state: 'damaged', snapshot: { keyCount: 2, good: true } })
  })

  it('keeps the store usable, with a fresh snapshot', async () => {
    const { keyId } = await make('one')
    await vault.purgeCopies()
    expect(names()).toHaveLength(1)
    await expect(acts(vault).wrap(keyId, new Map(), Secret.random(32))).resolves.toMatchObject({ keyId })
  })
})

describe('news of a change', () => {
  it('come once for each, with its epoch, and not for an anchor of the log', async () => {
    const told: number[] = []
    vault.close()
    vault = await bench.start({ onChanged: (epoch) => told.push(epoch) })
    await make('one')
    await vault.change(async () => undefined)
    await vault.anchor()
    await make('two')
    await acts(vault)
      .createKey({ alias: 'two', description: '' })
      .catch(() => undefined)
    // The third one was of where the log ends alone, which is no news.
    expect(told).toEqual([2, 4])
  })
})

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
