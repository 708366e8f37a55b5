import { openCopy } from '../snapshots/open-copy.ts'
import { readCopyFacts } from '../store/read-store-row.ts'
import type { VaultOperations } from '../vault.ts'
import type { PresentStore } from './compare-backup.ts'

/**
 * The store that is here: of the open one what its MAC vouches for; of one that does not open what its file says, which is
 * only compared with; null where that says nothing any more, or no file is there.
 */
export async function presentStore(vault: VaultOperations): Promise<PresentStore | null> {
  const { state } = vault.status
  if (state === 'open' || state === 'starting') {
    const open = await vault.read(({ rows: { store } }) => store).catch(() => null)
    if (open !== null) return open
  }
  const { paths, files } = vault.deps
  try {
    if (files.kindOf(paths.file) !== 'file') return null
    const database = openCopy(paths.file)
    try {
      return readCopyFacts(database)
    } finally {
      database.close()
    }
  } catch {
    return null
  }
}
