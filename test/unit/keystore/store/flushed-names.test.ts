import { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskFiles, type StoreFiles } from '../../../../src/keystore/store/store-files.ts'
import type { Vault } from '../../../../src/keystore/vault.ts'
import { afterAnswers } from '../../../support/tick.ts'
import { acts } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

/** The disk, and each file that got a name without having been flushed before, or whose name was not flushed afterwards. */
function watchedFiles() {
  const finished = new Set<string>()
  const unflushed = new Map<string, string>()
  const faults: string[] = []
  const named: string[] = []
  const name = (from: string, to: string): void => {
    if (!finished.has(from)) faults.push(`not flushed: ${to}`)
    named.push(to)
    finished.add(to)
    unflushed.set(to, dirname(to))
  }
  const files: StoreFiles = {
    ...diskFiles,
    finish: (path) => {
      diskFiles.finish(path)
      finished.add(path)
    },
    publish: (from, to) => {
      diskFiles.publish(from, to)
      name(from, to)
    },
    replace: (from, to) => {
      diskFiles.replace(from, to)
      name(from, to)
    },
    keepAs: (from, to) => {
      diskFiles.keepAs(from, to)
      unflushed.set(to, dirname(to))
    },
    syncFolder: (folder) => {
      diskFiles.syncFolder(folder)
      for (const [path, of] of unflushed) if (of === folder) unflushed.delete(path)
    },
  }
  return {
    files,
    named,
    faults: () => [...faults, ...[...unflushed.keys()].map((path) => `name not flushed: ${path}`)],
  }
}

const named = (alias: string) => ({ alias, description: '' })

async function withKey(files: StoreFiles): Promise<Vault> {
  const vault = await bench.startOpen({ files })
  await acts(vault).createKey(named('one'))
  await afterAnswers()
  return vault
}

/** Killing a process shows nothing of this: what it wrote is in the system's memory, which a power cut takes. */
describe('no file gets a name before it is on the disk, and no name is left unflushed', () => {
  it('where a store is set up and changed, and a snapshot taken', async () => {
    const watched = watchedFiles()
    const vault = await withKey(watched.files)
    await vault.takeSnapshot()
    expect(watched.named.length).toBeGreaterThanOrEqual(2)
    expect(watched.faults()).toEqual([])
  })

  it('where a snapshot takes the place of the store', async () => {
    const watched = watchedFiles()
    const vault = await withKey(watched.files)
    const { snapshots } = await vault.takeSnapshot()
    await acts(vault).createKey(named('two'))
    await vault.restoreSnapshot(snapshots[0]?.name ?? '')
    expect(watched.named).toContain(bench.paths.file)
    expect(watched.faults()).toEqual([])
  })

  it('where everything is sealed anew', async () => {
    const watched = watchedFiles()
    const vault = await withKey(watched.files)
    await vault.setProtection(null, { mode: 'keychainAndPassphrase', passphrase: 'four words' })
    expect(watched.named).toContain(bench.paths.file)
    expect(watched.faults()).toEqual([])
  })
})
