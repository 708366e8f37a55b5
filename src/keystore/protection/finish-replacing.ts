import type { OpenStore } from '../store/open-store.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { otherStores } from './other-stores.ts'
import { formerStoresIn, noteFormerStores } from './replaced-note.ts'

/**
 * Removes what would still open a store that this one took the place of: its items in the keychain, its snapshots and
 * copies, and stores of its line that were set aside, with their items. A store that was made by itself (set aside for a
 * backup of another one) holds keys that are nowhere else, and stays. It can be done again at any time until it was done
 * whole, and only then the note of it goes. Throws the keychain's errors and the disk's.
 */
export async function finishReplacing(deps: VaultDeps, store: OpenStore): Promise<void> {
  const { items, files, paths } = deps
  const former = formerStoresIn(store.rows.notes)
  if (former.length === 0) return
  const { storeId: present, createdAt } = store.rows.store
  const others = otherStores(deps, present).filter(
    (other) => other.createdAt === createdAt || former.some(({ storeId }) => storeId === other.storeId),
  )
  const withItems = [...former, ...others].filter(({ keychain }) => keychain)
  for (const storeId of new Set(withItems.map((each) => each.storeId))) await items.remove(storeId)
  for (const { path } of others) for (const end of ['', '-wal', '-shm']) files.remove(path + end)
  if (others.length > 0) files.syncFolder(paths.folder)
  await store.change((database) => noteFormerStores(database, []))
}
