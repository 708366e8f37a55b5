import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from '../../../src/keystore/store/migrations.ts'
import type { Vault } from '../../../src/keystore/vault.ts'
import { faultAt } from '../../support/faulty-store-files.ts'
import { makeOldStore, oldKeyId } from '../../support/old-store.ts'
import { powerCutAfter } from '../../support/power-cut.ts'
import { afterAnswers } from '../../support/tick.ts'
import { acts } from '../../support/vault-acts.ts'
import { VaultBench } from '../../support/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

const names = async (vault: Vault) => (await acts(vault).listKeys()).map(({ alias }) => alias).sort()
const files = () => readdirSync(bench.paths.folder, { recursive: true, withFileTypes: true })
const contents = () =>
  files()
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))

/** A bench with keys "one" and, not in the snapshot, "two"; with the bytes of both files. */
async function withSnapshot(isDamaged: boolean) {
  const vault = await bench.startOpen()
  await acts(vault).createKey({ alias: 'one', description: '' })
  const { name } = (await vault.takeSnapshot()).snapshots[0] ?? { name: '' }
  await acts(vault).createKey({ alias: 'two', description: '' })
  vault.close()
  if (isDamaged) {
    const database = new DatabaseSync(bench.paths.file)
    database.exec("UPDATE keys SET description = 'altered'")
    database.close()
  }
  const present = readFileSync(bench.paths.file)
  const snapshot = readFileSync(join(bench.paths.snapshots, name))
  return { name, present, snapshot }
}

const restoring = async (vault: Vault, name: string): Promise<void> => {
  await vault.restoreSnapshot(name).catch(() => undefined)
  vault.close()
}

describe.each([
  ['damaged', true],
  ['healthy', false],
])('putting a snapshot in the place of a %s store', (_what, isDamaged) => {
  it.each(['power cut', 'before', 'after'] as const)(
    'loses neither, whatever step fails: %s',
    async (kind) => {
      const { name, present, snapshot } = await withSnapshot(isDamaged)
      const items = new Map(bench.keychain.items)
      const outcomes = new Set<string>()
      for (let step = 0; ; step += 1) {
        rmSync(bench.paths.folder, { recursive: true })
        layOut({ name, present, snapshot })
        bench.keychain.items.clear()
        for (const [account, value] of items) bench.keychain.items.set(account, value)
        const cut = kind === 'power cut' ? powerCutAfter(step, bench.keychain) : undefined
        const fault = kind === 'power cut' ? undefined : faultAt(step, kind)
        await restoring(await bench.start(cut ?? fault), name)
        const after = await bench.start()
        await afterAnswers()
        const held = contents()
        expect(held.some((bytes) => bytes.equals(present)) || !isDamaged).toBe(true)
        expect(readFileSync(join(bench.paths.snapshots, name))).toEqual(snapshot)
        const { state } = after.status
        outcomes.add(state === 'open' ? (await names(after)).join('+') : state)
        if (state === 'damaged') expect(after.status).toMatchObject({ snapshot: { name, good: true } })
        expect(await after.restoreSnapshot(name)).toMatchObject({ state: 'open', keyCount: 1 })
        after.close()
        if (cut === undefined ? fault?.wasReached() !== true : !cut.hasCut()) break
      }
      expect(outcomes).toEqual(new Set([isDamaged ? 'damaged' : 'one+two', 'one']))
    },
  )
})

describe('bringing up a store of version 2', () => {
  it.each(['before', 'after'] as const)('keeps its keys, whatever file operation fails: %s', async (when) => {
    for (let step = 0; ; step += 1) {
      rmSync(bench.paths.folder, { recursive: true, force: true })
      bench.keychain.items.clear()
      await makeOldStore(bench, 2)
      const fault = faultAt(step, when)
      const first = await bench.start({ files: fault.files, migrations })
      first.close()
      const after = await bench.start({ migrations })
      expect(after.status).toMatchObject({ state: 'open', keyCount: 2 })
      expect((await acts(after).listKeys())[0]?.keyId).toBe(oldKeyId(1))
      await afterAnswers()
      after.close()
      if (!fault.wasReached()) break
    }
  })
})

function layOut(what: { readonly name: string; readonly present: Buffer; readonly snapshot: Buffer }): void {
  mkdirSync(bench.paths.snapshots, { recursive: true })
  writeFileSync(bench.paths.file, what.present)
  writeFileSync(join(bench.paths.snapshots, what.name), what.snapshot)
}
