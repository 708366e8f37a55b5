import { join } from 'node:path'
import { VaultError } from '../../shared/vault-error.ts'
import { epochOfNewLine } from '../epoch-standing.ts'
import { countLostUses } from '../keys/usage/count-lost-uses.ts'
import { epochItems } from '../protection/epoch-items.ts'
import { usesKeychain } from '../protection/join-factors.ts'
import { noteFormerStores } from '../protection/replaced-note.ts'
import { placeStore } from '../protection/place-store.ts'
import { changeStore } from '../store/change-store.ts'
import { openDatabase } from '../store/open-database.ts'
import { removeQuietly } from '../store/remove-quietly.ts'
import { storeFault } from '../store/store-fault.ts'
import { readIdentity, type StoreIdentity } from '../store/read-store-row.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { checkCopy, type GoodCopy } from './check-copy.ts'
import { listSnapshots } from './list-snapshots.ts'
import { openCopy } from './open-copy.ts'
import { readCopy } from './read-copy.ts'

/** What the keychain has to learn after a restore. */
interface NewLine {
  readonly storeId: string
  readonly epoch: number
  readonly tell: () => Promise<void>
}

/**
 * Puts a snapshot in the place of the store, by a person's word. In this order, so that at each moment one of the two is in
 * place: a whole copy of the snapshot, with an epoch above all others, under a name that nothing opens; the present file,
 * whatever it is, gets another name and keeps it; the copy takes its place; the keychain learns the epoch. A snapshot of a
 * locked store is put there as it is, and is an older copy once it is unlocked. `release` closes the present file. Throws
 * VaultError; until the copy has its place the store is as it was.
 */
export async function restoreSnapshot(deps: VaultDeps, name: string, release: () => void): Promise<void> {
  const { files, paths } = deps
  if (!listSnapshots(deps).some((named) => named.name === name))
    throw new VaultError('SNAPSHOT_NOT_FOUND', 'this snapshot is not there any more; look at the list again')
  const unfinished = paths.unfinished('snapshot')
  try {
    const line = await prepare(deps, join(paths.snapshots, name), unfinished)
    files.finish(unfinished)
    placeStore(deps, unfinished, { present: 'setAside', release })
    // Where the keychain cannot be told now, the store is ahead of it, which the next opening mends.
    await line?.tell().catch(() => undefined)
  } catch (error) {
    throw storeFault(error)
  } finally {
    removeQuietly(unfinished, files)
    release()
  }
}

/** Writes the copy that takes the store's place. Undefined where it could not be opened, and was copied as it is. */
async function prepare(deps: VaultDeps, path: string, unfinished: string): Promise<NewLine | undefined> {
  deps.files.remove(unfinished)
  const check = await checkCopy(deps, path, (copy) => prepareGood(deps, copy, unfinished))
  if (check.kind === 'damaged')
    throw new VaultError(
      'KEYSTORE_DAMAGED',
      'this snapshot is damaged too; choose another, nothing was changed',
    )
  if (check.kind === 'good') return check.value
  const copy = openCopy(path)
  try {
    copy.prepare('VACUUM INTO ?').run(unfinished)
  } finally {
    copy.close()
  }
  return undefined
}

async function prepareGood(
  deps: VaultDeps,
  { database, storeKey, row }: GoodCopy,
  unfinished: string,
): Promise<NewLine> {
  const { storeId, mode } = row
  const present = presentStore(deps)
  const epochs = [row.epoch, present?.epoch ?? 0, usesKeychain(mode) ? await keychainEpoch(deps, storeId) : 0]
  const epoch = epochOfNewLine(epochs, deps.now())
  database.prepare('VACUUM INTO ?').run(unfinished)
  const copy = openDatabase(unfinished)
  try {
    changeStore(copy, storeKey, {
      epoch,
      change: (open) => {
        countLostUses(open)
        // What it still was to remove is older than the store that is set aside now, and would take that one too.
        if (present?.storeId !== storeId) noteFormerStores(open, [])
      },
      read: readIdentity,
    })
  } finally {
    // Closing folds the write-ahead log into the file, which is then whole by itself.
    copy.close()
  }
  return { storeId, epoch, tell: () => epochItems(deps.items, mode).writeEpoch(storeId, epoch) }
}

async function keychainEpoch({ items }: VaultDeps, storeId: string): Promise<number> {
  const read = await items.readEpoch(storeId)
  if (read.kind === 'unknownForm')
    throw new VaultError('KEYSTORE_DAMAGED', 'the epoch item in the keychain has an unknown form')
  return read.kind === 'value' ? read.value : 0
}

/** Of the file in the store's place, whether its MAC holds or not: the new epoch shall stand above it. */
function presentStore({ paths }: VaultDeps): StoreIdentity | undefined {
  return readCopy(paths.file, readIdentity)
}
