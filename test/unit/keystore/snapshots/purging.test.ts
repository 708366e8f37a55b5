import { copyFileSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskFiles } from '../../../../src/keystore/store/store-files.ts'
import { KeyBench } from '../../../support/key-bench.ts'
import { afterAnswers } from '../../../support/tick.ts'

// What is answered where a key was deleted for good: every copy that may still hold it, by its name.

let keys: KeyBench
/** A key whose waiting time has run out. */
let keyId: string
/** Its files cannot be removed. */
let stuck: ReadonlySet<string>
beforeEach(async () => {
  stuck = new Set()
  const remove = (path: string): void => {
    if (stuck.has(basename(path))) throw Object.assign(new Error('in use'), { code: 'EPERM' })
    diskFiles.remove(path)
  }
  keys = await KeyBench.start({ files: { ...diskFiles, remove } })
  keyId = (await keys.newKey({ alias: 'gone' })).keyId
  await keys.op('scheduleKeyDeletion', { keyId, days: 7 })
  for (let day = 0; day < 8; day += 1) {
    keys.pass(1)
    await keys.vault.doDueWork()
  }
  await afterAnswers()
})
afterEach(() => keys.remove())

const folder = () => keys.bench.paths.folder
const snapshots = () => keys.bench.paths.snapshots
const beside = (name: string) => join(folder(), `keystore.sqlite.${name}`)

describe('a key that is deleted for good', () => {
  it('goes with every copy that Keyhold made, half-made ones too', async () => {
    for (const name of ['restoring-1', 'new-1', 'before-version-3-epoch-1', 'older-copy-2026'])
      copyFileSync(keys.bench.paths.file, beside(name))
    const before = readdirSync(snapshots()).length
    expect(await keys.op('deleteKey', { keyId })).toEqual({ purgedCopies: before + 4, kept: [] })
    expect(readdirSync(snapshots())).toHaveLength(1)
    expect(readdirSync(folder()).filter((name) => name.startsWith('keystore.sqlite.'))).toEqual([])
  })

  it('names a copy that the disk does not let go, and counts it among none that went', async () => {
    const [name = ''] = readdirSync(snapshots())
    stuck = new Set([name])
    const before = readdirSync(snapshots()).length
    expect(await keys.op('deleteKey', { keyId })).toEqual({ purgedCopies: before - 1, kept: [name] })
  })

  it('names every copy that is there, where none could be purged', async () => {
    copyFileSync(keys.bench.paths.file, beside('set-aside-2026'))
    copyFileSync(keys.bench.paths.file, beside('older-copy-2026'))
    const other = (await keys.newKey({ alias: 'other' })).keyId
    await afterAnswers()
    const copies = readdirSync(snapshots()).sort()
    await keys.vault.read(({ sealed: { database } }) =>
      database.prepare("UPDATE keys SET description = 'x' WHERE key_id = ?").run(other),
    )
    const { purgedCopies, kept } = await keys.op('deleteKey', { keyId })
    expect(purgedCopies).toBe(0)
    expect(kept).toEqual([...copies, 'keystore.sqlite.older-copy-2026', 'keystore.sqlite.set-aside-2026'])
    expect(readdirSync(snapshots()).sort()).toEqual(copies)
  })

  it('removes what cannot be read under a name of its copies: it may hold the key', async () => {
    const torn = 'keystore-0000000000000001-2026-11-23T09-00-00.000Z.sqlite'
    writeFileSync(join(snapshots(), torn), 'torn')
    await keys.op('deleteKey', { keyId })
    expect(readdirSync(snapshots())).not.toContain(torn)
  })
})
