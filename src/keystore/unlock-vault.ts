import type { DatabaseSync } from 'node:sqlite'
import type { VaultStatus } from '../shared/model/vault.ts'
import { VaultError } from '../shared/vault-error.ts'
import type { Secret } from '../main/secret/secret.ts'
import { closedStatus } from './closed-status.ts'
import { findEpochStanding } from './epoch-standing.ts'
import { openSealedStore, type ClosedStore, type SealedStore } from './open-sealed-store.ts'
import { epochItems, type EpochItems } from './protection/epoch-items.ts'
import { finishReplacing } from './protection/finish-replacing.ts'
import { randomUuid } from './random-ids.ts'
import { listSnapshots } from './snapshots/list-snapshots.ts'
import { newestGoodSnapshot } from './snapshots/tell-snapshots.ts'
import { migrateStore, versionOf } from './store/migrate-store.ts'
import { OpenStore } from './store/open-store.ts'
import { storeMacHolds } from './store/store-mac.ts'
import { usesKeychain } from './protection/join-factors.ts'
import { readIdentity, readStoreRow } from './store/read-store-row.ts'
import { readStoreRows } from './store/read-store-rows.ts'
import type { StoreRows } from './store/store-rows.ts'
import type { VaultDeps } from './vault-deps.ts'

/** The store, or why it is not open. */
export type Unlocking = { readonly kind: 'open'; readonly store: OpenStore } | ClosedStore

/**
 * Finds out how things stand and opens the store where that is possible. Reads and never repairs, except for the epoch
 * that a crash kept from the keychain. It makes no secret and no store whatever it finds. SECURITY.md points 30, 31.
 */
export async function unlockVault(deps: VaultDeps): Promise<Unlocking> {
  const unlocking = await tryToUnlock(deps)
  if (unlocking.kind === 'open' || unlocking.status.state !== 'damaged') return unlocking
  return closed({ ...unlocking.status, snapshot: await newestGoodSnapshot(deps) })
}

async function tryToUnlock(deps: VaultDeps): Promise<Unlocking> {
  let storeExists = true
  try {
    storeExists = deps.files.kindOf(deps.paths.file) !== 'nothing'
    if (storeExists) return await openExisting(deps)
    refuseOrphanedLog(deps)
    if (listSnapshots(deps).length > 0)
      throw new VaultError('KEYSTORE_DAMAGED', 'the key store file is gone; snapshots of it are left')
    // Whether the keychain works is found out when a person wants something of it.
    if (deps.staysLocked?.() !== true) await deps.items.probe(randomUuid(deps.random))
    return closed({ state: 'notSetUp', keychain: deps.keychain })
  } catch (error) {
    return closed(closedStatus(error, storeExists))
  }
}

async function openExisting(deps: VaultDeps): Promise<Unlocking> {
  const opening = await openSealedStore(deps)
  if (opening.kind === 'closed') return opening
  let unlocking: Unlocking | undefined
  try {
    unlocking = await openInOrder(deps, opening)
    return unlocking
  } finally {
    if (unlocking?.kind !== 'open') {
      opening.storeKey.wipe()
      opening.database.close()
    }
  }
}

/** No key is used before the epoch was found in order. */
async function openInOrder(deps: VaultDeps, sealed: SealedStore): Promise<Unlocking> {
  const { database, storeKey } = sealed
  const standing = await findEpochStanding(deps, database)
  if (standing.kind === 'older') return closed(standing.status)
  let { epochInKeychain } = standing
  const items = epochItems(deps.items, readStoreRow(database).mode)
  const pending = deps.migrations.filter(({ to }) => to > versionOf(database))
  if (pending.length > 0)
    epochInKeychain = await migrateInOrder(
      { ...deps, migrations: pending },
      { ...sealed, items },
      epochInKeychain,
    )
  const rows = pending.length > 0 ? undefined : sealed.rows
  removeUnfinished(deps)
  const store = new OpenStore(
    { database, storeKey, rows: rows ?? readCheckedRows(database, storeKey), items, epochInKeychain },
    deps,
  )
  await tidy(deps, store).catch(() => undefined)
  return { kind: 'open', store }
}

/** What may fail without harm, and is done again at the next opening. */
async function tidy(deps: VaultDeps, store: OpenStore): Promise<void> {
  const { mode, keychain } = store.rows.store
  if (usesKeychain(mode) && keychain !== deps.keychain)
    await store.change((database) => database.prepare('UPDATE store SET keychain = ?').run(deps.keychain))
  await finishReplacing(deps, store)
}

/** No change begins before the keychain has caught up. Returns the epoch that it holds afterwards. */
async function migrateInOrder(
  { migrations, paths, files }: VaultDeps,
  { database, storeKey, items }: SealedStore & { readonly items: EpochItems },
  known: number,
): Promise<number> {
  const found = readIdentity(database)
  if (known !== found.epoch) await items.writeEpoch(found.storeId, found.epoch)
  const onEpoch = (storeId: string, epoch: number): Promise<void> => items.writeEpoch(storeId, epoch)
  await migrateStore(database, storeKey, { migrations, paths, files, onEpoch })
  return readIdentity(database).epoch
}

/** One transaction, so that the rows are the ones that the MAC vouches for. */
function readCheckedRows(database: DatabaseSync, storeKey: Secret): StoreRows {
  database.exec('BEGIN')
  try {
    if (!storeMacHolds(database, storeKey))
      throw new VaultError(
        'KEYSTORE_DAMAGED',
        'the key store was changed by something else while it was opened',
      )
    return readStoreRows(database)
  } finally {
    database.exec('ROLLBACK')
  }
}

/**
 * A write-ahead log without its file holds what is left of a store, and SQLite would replay it into a new file of the
 * same name. An empty one is what a process leaves that was ended.
 */
function refuseOrphanedLog({ files, paths }: VaultDeps): void {
  if (files.kindOf(paths.log) === 'nothing') return
  if (files.kindOf(paths.log) === 'file' && files.readStart(paths.log, 1).length === 0) return
  throw new VaultError('KEYSTORE_DAMAGED', 'the key store file is gone; its log is left and was kept')
}

/**
 * The file is ours alone now, so a store that was never finished belongs to work that was cut off; and so does a second
 * name of this very file, which was to be set aside.
 */
function removeUnfinished({ files, paths }: VaultDeps): void {
  const isCutOff = (path: string): boolean =>
    paths.isUnfinished(path) || paths.isRestoring(path) || (paths.isSetAside(path) && isSecondName(path))
  // Beside a log of its own it is more than the store in its place, whose log is gone then.
  const isSecondName = (path: string): boolean =>
    files.isSame(path, paths.file) && files.kindOf(`${path}-wal`) === 'nothing'
  try {
    for (const path of files.list(paths.folder)) if (isCutOff(path)) files.remove(path)
  } catch {
    // Untidy and harmless: nothing opens it, and the next opening tries again.
  }
}

function closed(status: VaultStatus): ClosedStore {
  return { kind: 'closed', status }
}
