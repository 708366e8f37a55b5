import type { DatabaseSync } from 'node:sqlite'
import type { StoreFinding, VaultStatus } from '../shared/model/vault.ts'
import { VaultError } from '../shared/vault-error.ts'
import type { Secret } from '../main/secret/secret.ts'
import { unsealStoreKey } from './hierarchy/store-key.ts'
import { findChanges } from './store/find-changes.ts'
import { versionOf } from './store/migrate-store.ts'
import { openDatabase } from './store/open-database.ts'
import { joinFactors, usesKeychain, usesPassphrase } from './protection/join-factors.ts'
import { scryptParametersOf, type ScryptParameters } from './protection/scrypt-parameters.ts'
import { readStoreHeader, storeHeaderLength } from './store/store-header.ts'
import { storeMacHolds } from './store/store-mac.ts'
import { readStoreRow } from './store/read-store-row.ts'
import { readStoreRows } from './store/read-store-rows.ts'
import type { StoreRow, StoreRows } from './store/store-rows.ts'
import { storeVersion } from './store/store-schema.ts'
import type { VaultDeps } from './vault-deps.ts'

/** A store whose secret, seal and MAC hold. Whoever gets it closes the one and wipes the other. */
export interface SealedStore {
  readonly database: DatabaseSync
  readonly storeKey: Secret
  /** Its rows, read in the transaction in which they were checked; undefined for a store of an earlier version. */
  readonly rows: StoreRows | undefined
}

export interface ClosedStore {
  readonly kind: 'closed'
  readonly status: VaultStatus
  /** How the passphrase is used that would open it. */
  readonly scrypt?: ScryptParameters
}

export type SealedStoreOpening = ({ readonly kind: 'opened' } & SealedStore) | ClosedStore

/**
 * Opens the store file that is there with what its mode wants and checks the MAC over all its rows; whether it is the
 * newest one is for the epoch to say. `locked` where its passphrase is not known, or is another one: a wrong secret of the
 * keychain is not told from that. Changes nothing. Throws KEYSTORE_DAMAGED, SQLite's, Node's and the keychain's errors.
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
    const found = await findStoreKey(deps, row)
    if (found.kind === 'closed') {
      database.close()
      return found
    }
    storeKey = found.storeKey
    const checked = readWhereWhole(database, storeKey)
    if (checked !== undefined) return { kind: 'opened', database, storeKey, ...checked }
    const findings = findChanges(database, storeKey)
    storeKey.wipe()
    database.close()
    return changedOutside(findings)
  } catch (error) {
    storeKey?.wipe()
    if (database.isOpen) database.close()
    throw error
  }
}

/** One transaction, so that the rows are the ones that the MAC vouches for. Undefined where it does not hold. */
function readWhereWhole(database: DatabaseSync, storeKey: Secret): Pick<SealedStore, 'rows'> | undefined {
  database.exec('BEGIN')
  try {
    if (!storeMacHolds(database, storeKey)) return undefined
    return { rows: versionOf(database) < storeVersion ? undefined : readStoreRows(database) }
  } finally {
    database.exec('ROLLBACK')
  }
}

const mostFindings = 100

/** What is said where the MAC does not hold. */
export function changedOutside(findings: readonly StoreFinding[]): ClosedStore {
  const detail = 'records of the key store were changed, added or removed from outside'
  return closed({ state: 'damaged', detail, findings: findings.slice(0, mostFindings), snapshot: null })
}

/** The store key, or why it is not at hand. The caller wipes it. */
export type FoundStoreKey = { readonly kind: 'found'; readonly storeKey: Secret } | ClosedStore

/** Opens the seal in a store's row with what its mode wants. Throws KEYSTORE_DAMAGED and the keychain's errors. */
export async function findStoreKey(deps: VaultDeps, row: StoreRow): Promise<FoundStoreKey> {
  const parameters = scryptParametersOf(row)
  if (deps.staysLocked?.() === true) return locked(deps, row, parameters)
  const secret = usesKeychain(row.mode) ? await deps.items.readSecret(row.storeId) : null
  if (secret?.kind === 'missing') return closed(withoutItem(deps, row))
  if (secret?.kind === 'unknownForm') throw damaged('the keychain item of this store has an unknown form')
  const keychainSecret = secret?.value ?? null
  try {
    const passphraseKey = parameters === null ? null : deps.passphraseKey?.(parameters.salt)
    if (passphraseKey === undefined) return locked(deps, row, parameters)
    const storeKey = unsealWith(row, joinFactors({ keychainSecret, passphraseKey }))
    if (storeKey !== undefined) return { kind: 'found', storeKey }
    if (usesPassphrase(row.mode)) return locked(deps, row, parameters)
    throw damaged("the keychain's secret does not open this store: one of the two was changed")
  } finally {
    keychainSecret?.wipe()
  }
}

function unsealWith(row: StoreRow, factors: Secret): Secret | undefined {
  try {
    return unsealStoreKey(row, factors, row)
  } finally {
    factors.wipe()
  }
}

/** The keychain works and has no item of this store: the person's keychain may be another one than last time. */
function withoutItem(deps: VaultDeps, { keychain, storeId, createdAt }: StoreRow): VaultStatus {
  return keychain === '' || keychain === deps.keychain
    ? { state: 'itemMissing', storeId, createdAt }
    : { state: 'otherKeychain', was: keychain, now: deps.keychain }
}

/** The vault adds since when and after how many tries. */
function locked({ now }: VaultDeps, { mode }: StoreRow, scrypt: ScryptParameters | null): ClosedStore {
  const at = now().toISOString()
  const status = { state: 'locked', mode, cause: 'start', at, wrongTries: 0, retryAt: null } as const
  return scrypt === null ? closed(status) : { ...closed(status), scrypt }
}

function closed(status: VaultStatus): ClosedStore {
  return { kind: 'closed', status }
}

function checkedRow(database: DatabaseSync): StoreRow {
  const check = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
  if (check !== 'ok') throw damaged('the key store file is damaged')
  return readStoreRow(database)
}

/** A file with a higher one is left alone. */
export function newestVersion({ migrations }: Pick<VaultDeps, 'migrations'>): number {
  return Math.max(storeVersion, ...migrations.map(({ to }) => to))
}

function newer(version: number): SealedStoreOpening {
  return { kind: 'closed', status: { state: 'newerVersion', version } }
}

function damaged(message: string): VaultError {
  return new VaultError('KEYSTORE_DAMAGED', message)
}
