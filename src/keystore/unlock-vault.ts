import type { DatabaseSync } from 'node:sqlite'
import type { VaultStatus } from '../shared/model/vault.ts'
import { VaultError } from '../shared/vault-error.ts'
import type { Secret } from '../main/secret/secret.ts'
import { unsealStoreKey } from './hierarchy/store-key.ts'
import { randomUuid } from './random-ids.ts'
import { migrateStore, versionOf } from './store/migrate-store.ts'
import { openDatabase } from './store/open-database.ts'
import { OpenStore } from './store/open-store.ts'
import { readStoreHeader, storeHeaderLength } from './store/store-header.ts'
import { storeMacHolds } from './store/store-mac.ts'
import {
  readIdentity,
  readStoreRow,
  readStoreRows,
  type StoreIdentity,
  type StoreRow,
  type StoreRows,
} from './store/store-rows.ts'
import { storeVersion } from './store/store-schema.ts'
import { closedStatus } from './closed-status.ts'
import type { VaultDeps } from './vault-deps.ts'

/** The store, or why it is not open. */
export type Unlocking =
  | { readonly kind: 'open'; readonly store: OpenStore }
  | { readonly kind: 'closed'; readonly status: VaultStatus }

/**
 * Finds out how things stand and opens the store where that is possible. Reads and never repairs, except for the epoch
 * that a crash kept from the keychain. It makes no secret and no store whatever it finds. SECURITY.md points 30, 31.
 */
export async function unlockVault(deps: VaultDeps): Promise<Unlocking> {
  let storeExists = true
  try {
    storeExists = deps.files.kindOf(deps.paths.file) !== 'nothing'
    if (storeExists) return await openExisting(deps)
    refuseOrphanedLog(deps)
    await deps.items.probe(randomUuid(deps.random))
    return closed({ state: 'notSetUp', keychain: deps.keychain })
  } catch (error) {
    return closed(closedStatus(error, storeExists))
  }
}

async function openExisting(deps: VaultDeps): Promise<Unlocking> {
  const { files, paths } = deps
  if (files.kindOf(paths.file) !== 'file') throw damaged('something else stands where the key store was')
  const header = readStoreHeader(files.readStart(paths.file, storeHeaderLength))
  if (header.kind === 'notAStore') throw damaged(header.reason)
  if (header.version > newestVersion(deps)) return newer(header.version)
  const database = openDatabase(paths.file)
  let storeKey: Secret | undefined
  try {
    const version = versionOf(database)
    if (version > newestVersion(deps)) {
      database.close()
      return newer(version)
    }
    const row = checkedRow(database)
    const secret = await deps.items.readSecret(row.storeId)
    if (secret.kind === 'missing') {
      const { storeId, createdAt } = row
      database.close()
      return closed({ state: 'itemMissing', storeId, createdAt })
    }
    if (secret.kind === 'unknownForm') throw damaged('the keychain item of this store has an unknown form')
    storeKey = openStoreKey(row, secret.value)
    return { kind: 'open', store: await openChecked(deps, database, storeKey) }
  } catch (error) {
    storeKey?.wipe()
    if (database.isOpen) database.close()
    throw error
  }
}

/**
 * A write-ahead log without its file holds what is left of a store, and SQLite would replay it into a new file of the
 * same name. An empty one is what a process leaves that was ended.
 */
function refuseOrphanedLog({ files, paths }: VaultDeps): void {
  if (files.kindOf(paths.log) === 'nothing') return
  if (files.kindOf(paths.log) === 'file' && files.readStart(paths.log, 1).length === 0) return
  throw damaged('the key store file is gone; its log is left and was kept')
}

/** Checks the MAC before any row is believed and the epoch before any key is used. */
async function openChecked(deps: VaultDeps, database: DatabaseSync, storeKey: Secret): Promise<OpenStore> {
  const pending = deps.migrations.filter(({ to }) => to > versionOf(database))
  if (pending.length > 0) await migrateChecked({ ...deps, migrations: pending }, database, storeKey)
  const rows = readCheckedRows(database, storeKey)
  const epochInKeychain = await checkEpoch(deps, rows.store)
  removeUnfinished(deps)
  return new OpenStore({ database, storeKey, rows, items: deps.items, epochInKeychain }, deps)
}

/** The rows of an older version are not read here, only their MAC and the epoch. */
async function migrateChecked(deps: VaultDeps, database: DatabaseSync, storeKey: Secret): Promise<void> {
  const { items, migrations, paths, files } = deps
  if (!storeMacHolds(database, storeKey)) throw changedOutside()
  const found = readIdentity(database)
  const known = await checkEpoch(deps, found)
  // No change begins before the keychain has caught up.
  if (known !== found.epoch) await items.writeEpoch(found.storeId, found.epoch)
  const onEpoch = (storeId: string, epoch: number): Promise<void> => items.writeEpoch(storeId, epoch)
  await migrateStore(database, storeKey, { migrations, paths, files, onEpoch })
}

/** One transaction, so that the rows are the ones that the MAC vouches for. */
function readCheckedRows(database: DatabaseSync, storeKey: Secret): StoreRows {
  database.exec('BEGIN')
  try {
    if (!storeMacHolds(database, storeKey)) throw changedOutside()
    return readStoreRows(database)
  } finally {
    database.exec('ROLLBACK')
  }
}

/**
 * Returns the epoch that the keychain holds afterwards. A keychain that is behind proves nothing about the file: it may
 * have lost its last writes or come back from a backup. One that cannot be written now is asked again before the next
 * change. docs/keystore.md, section "The epoch".
 */
async function checkEpoch({ items }: VaultDeps, { storeId, epoch }: StoreIdentity): Promise<number> {
  const read = await items.readEpoch(storeId)
  if (read.kind === 'missing') throw damaged('the keychain no longer holds the epoch of this store')
  if (read.kind === 'unknownForm') throw damaged('the epoch item in the keychain has an unknown form')
  if (epoch < read.value) throw damaged('an older copy of the key store was put back')
  if (epoch === read.value) return epoch
  return items.writeEpoch(storeId, epoch).then(
    () => epoch,
    () => read.value,
  )
}

function openStoreKey(row: StoreRow, keychainSecret: Secret): Secret {
  try {
    const storeKey = unsealStoreKey(row, keychainSecret, row)
    if (storeKey === undefined)
      throw damaged("the keychain's secret does not open this store: one of the two was changed")
    return storeKey
  } finally {
    keychainSecret.wipe()
  }
}

function checkedRow(database: DatabaseSync): StoreRow {
  const check = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
  if (check !== 'ok') throw damaged('the key store file is damaged')
  return readStoreRow(database)
}

/** The file is ours alone now, so a store that was never finished belongs to a set-up that failed. */
function removeUnfinished({ files, paths }: VaultDeps): void {
  try {
    for (const path of files.list(paths.folder)) if (paths.isUnfinished(path)) files.remove(path)
  } catch {
    // Untidy and harmless: nothing opens it, and the next opening tries again.
  }
}

function newestVersion({ migrations }: VaultDeps): number {
  return Math.max(storeVersion, ...migrations.map(({ to }) => to))
}

function newer(version: number): Unlocking {
  return closed({ state: 'newerVersion', version })
}

function closed(status: VaultStatus): Unlocking {
  return { kind: 'closed', status }
}

function changedOutside(): VaultError {
  return damaged('records of the key store were changed, added or removed from outside')
}

function damaged(message: string): VaultError {
  return new VaultError('KEYSTORE_DAMAGED', message)
}
