import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VaultBench } from './vault-bench.ts'
import { acts } from './vault-acts.ts'

/** Two copies of a bench's store file: the older one has the key "one", the newer one, which is in place, "two" as well. */
export async function bothCopies(
  bench: VaultBench,
): Promise<{ readonly older: string; readonly newer: string }> {
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
  return { older, newer }
}
