import type { DatabaseSync } from 'node:sqlite'
import type { VaultStatus } from '../shared/model/vault.ts'
import { VaultError } from '../shared/vault-error.ts'
import type { Secret } from '../main/secret/secret.ts'
import { unsealStoreKey } from './hierarchy/store-key.ts'
import { versionOf } from './store/migrate-store.ts'
import { openDatabase } from './store/open-database.ts'
import { readStoreHeader, storeHeaderLength } from './store/store-header.ts'
import { storeMacHolds } from './store/store-mac.ts'
import { readStoreRow, type StoreRow } from './store/store-rows.ts'
import { storeVersion } from './store/store-schema.ts'
import type { VaultDeps } from './vault-deps.ts'

/** A store whose secret, seal and MAC hold. Whoever gets it closes the one and wipes the other. */
export interface SealedStore {
  readonly database: DatabaseSync
  readonly storeKey: Secret
}

export type SealedStoreOpening =
  ({ readonly kind: 'opened' } & SealedStore) | { readonly kind: 'closed'; readonly status: VaultStatus }

/**
 * Opens the store file that is there with the keychain's secret and checks the MAC over all its rows; whether it is the
 * newest one is for the epoch to say. Changes nothing. Throws KEYSTORE_DAMAGED, SQLite's, Node's and the keychain's errors.
 */
export async function openSealedStore(deps: VaultDeps): Promise<SealedStoreOpening> {
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
      return { kind: 'closed', status: { state: 'itemMissing', storeId, createdAt } }
    }
    if (secret.kind === 'unknownForm') throw damaged('the keychain item of this store has an unknown form')
    storeKey = openStoreKey(row, secret.value)
    if (!storeMacHolds(database, storeKey)) throw changedOutside()
    return { kind: 'opened', database, storeKey }
  } catch (error) {
    storeKey?.wipe()
    if (database.isOpen) database.close()
    throw error
  }
}

/** What is thrown where the MAC does not hold. */
export function changedOutside(): VaultError {
  return damaged('records of the key store were changed, added or removed from outside')
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

function newestVersion({ migrations }: VaultDeps): number {
  return Math.max(storeVersion, ...migrations.map(({ to }) => to))
}

function newer(version: number): SealedStoreOpening {
  return { kind: 'closed', status: { state: 'newerVersion', version } }
}

function damaged(message: string): VaultError {
  return new VaultError('KEYSTORE_DAMAGED', message)
}
