import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Vault } from '../../src/keystore/vault.ts'
import { acts } from './vault-acts.ts'
import { VaultBench } from './vault-bench.ts'

export type OlderCopyRoom = Awaited<ReturnType<typeof olderCopyRoom>>

/**
 * A bench with two copies of its store file: the older one has the key "one", the newer one, which is in place, "two" as
 * well. `copies`: names of what was put beside the store before an older copy was opened.
 */
export async function olderCopyRoom() {
  const bench = new VaultBench()
  const older = join(bench.folder, 'older')
  const newer = join(bench.folder, 'newer')
  const vault = await bench.startOpen()
  await acts(vault).createKey({ alias: 'one', description: '' })
  vault.close()
  copyFileSync(bench.paths.file, older)
  const again = await bench.start()
  await acts(again).createKey({ alias: 'two', description: '' })
  again.close()
  copyFileSync(bench.paths.file, newer)

  const epochItem = () => [...bench.keychain.items.keys()].find((name) => name.endsWith(':epoch')) ?? ''
  return {
    bench,
    older,
    newer,
    putBack: (file: string) => copyFileSync(file, bench.paths.file),
    epochItem,
    loseEpoch: () => bench.keychain.items.delete(epochItem()),
    names: async (opened: Vault) => (await acts(opened).listKeys()).map(({ alias }) => alias).sort(),
    copies: () => readdirSync(bench.paths.folder).filter((name) => name.includes('.older-copy-')),
    restarted: async () => {
      const started = await bench.start()
      started.close()
      return started
    },
  }
}
