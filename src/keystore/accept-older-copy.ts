import type { DatabaseSync } from 'node:sqlite'
import type { OlderCopyStatus } from '../shared/model/vault.ts'
import { VaultError } from '../shared/vault-error.ts'
import { errorOfStatus } from './closed-status.ts'
import { epochOfNewLine, findEpochStanding } from './epoch-standing.ts'
import { countLostUses } from './keys/usage/count-lost-uses.ts'
import { openSealedStore, type SealedStore } from './open-sealed-store.ts'
import { changeStore } from './store/change-store.ts'
import { removeQuietly } from './store/remove-quietly.ts'
import { storeFault } from './store/store-fault.ts'
import { readIdentity } from './store/read-store-row.ts'
import type { VaultDeps } from './vault-deps.ts'

/**
 * Makes an older copy of the store the one that is used here, by a person's word. Looks at file and keychain again, and
 * refuses unless they are what `seen` says: what was shown is what is opened. Then a whole copy of the file is put
 * beside it, the store gets an epoch above every other copy's, and the keychain learns it. Throws VaultError; until the
 * store's commit nothing but that copy is new. docs/keystore.md, section "An older copy".
 */
export async function acceptOlderCopy(deps: VaultDeps, seen: OlderCopyStatus): Promise<void> {
  try {
    const opening = await openSealedStore(deps)
    if (opening.kind === 'closed') throw errorOfStatus(opening.status)
    try {
      await accept(deps, opening, seen)
    } finally {
      opening.storeKey.wipe()
      opening.database.close()
    }
  } catch (error) {
    throw storeFault(error)
  }
}

async function accept(
  deps: VaultDeps,
  { database, storeKey }: SealedStore,
  seen: OlderCopyStatus,
): Promise<void> {
  const standing = await findEpochStanding(deps, database)
  if (standing.kind !== 'older' || JSON.stringify(standing.status) !== JSON.stringify(seen))
    throw new VaultError(
      'KEYSTORE_OLDER_COPY',
      'the key store is not the one that was shown; look at it again',
    )
  keepCopy(deps, database)
  const known = [readIdentity(database).epoch, standing.epochInKeychain ?? 0]
  const epoch = epochOfNewLine(known, deps.now())
  const change = { epoch, change: countLostUses, read: readIdentity }
  const { storeId, epoch: committed } = changeStore(database, storeKey, change)
  await deps.items.writeEpoch(storeId, committed)
}

/** Whole and on the disk under a name of its own before anything is changed; never in place of another file. */
function keepCopy({ paths, files, now }: VaultDeps, database: DatabaseSync): void {
  const unfinished = paths.unfinished(readIdentity(database).storeId)
  try {
    files.remove(unfinished)
    database.prepare('VACUUM INTO ?').run(unfinished)
    files.finish(unfinished)
    let number = 1
    while (files.kindOf(paths.olderCopy(now(), number)) !== 'nothing') number += 1
    files.publish(unfinished, paths.olderCopy(now(), number))
  } finally {
    removeQuietly(unfinished, files)
  }
  files.syncFolder(paths.folder)
}
