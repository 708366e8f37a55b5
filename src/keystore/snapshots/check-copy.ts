import type { DatabaseSync } from 'node:sqlite'
import type { Secret } from '../../main/secret/secret.ts'
import { findStoreKey, newestVersion } from '../open-sealed-store.ts'
import { versionOf } from '../store/migrate-store.ts'
import { readStoreHeader, storeHeaderLength } from '../store/store-header.ts'
import { storeMacHolds } from '../store/store-mac.ts'
import { readStoreRow } from '../store/read-store-row.ts'
import type { StoreRow } from '../store/store-rows.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { openCopy } from './open-copy.ts'

/** What a copy of the store is good for. `unknown`: what opens it is not at hand now. */
export type CopyCheck<T> =
  { readonly kind: 'good'; readonly value: T } | { readonly kind: 'unknown' } | { readonly kind: 'damaged' }

/** A copy whose secret, seal and MAC hold, for the time of one call. */
export interface GoodCopy {
  readonly database: DatabaseSync
  readonly storeKey: Secret
  readonly row: StoreRow
}

/**
 * Looks at a copy as at the store itself: its form, SQLite's own check, its seal, its MAC and the digest of every key; `use`
 * is given one that holds. Changes nothing. Throws the keychain's errors and those of `use`.
 */
export async function checkCopy<T>(
  deps: VaultDeps,
  path: string,
  use: (copy: GoodCopy) => T | Promise<T>,
): Promise<CopyCheck<T>> {
  const database = openQuietly(deps, path)
  if (database === undefined) return { kind: 'damaged' }
  try {
    const row = readQuietly(deps, database)
    if (row === undefined) return { kind: 'damaged' }
    if (row === 'newer') return { kind: 'unknown' }
    const found = await findStoreKey(deps, row).catch((error: unknown) => {
      if (isDamage(error)) return undefined
      throw error
    })
    if (found === undefined) return { kind: 'damaged' }
    if (found.kind === 'closed') return { kind: 'unknown' }
    try {
      if (!holdsQuietly(database, found.storeKey)) return { kind: 'damaged' }
      return { kind: 'good', value: await use({ database, storeKey: found.storeKey, row }) }
    } finally {
      found.storeKey.wipe()
    }
  } finally {
    database.close()
  }
}

function openQuietly({ files }: VaultDeps, path: string): DatabaseSync | undefined {
  try {
    if (files.kindOf(path) !== 'file') return undefined
    if (readStoreHeader(files.readStart(path, storeHeaderLength)).kind === 'notAStore') return undefined
    return openCopy(path)
  } catch {
    return undefined
  }
}

function readQuietly(deps: VaultDeps, database: DatabaseSync): StoreRow | 'newer' | undefined {
  try {
    if (versionOf(database) > newestVersion(deps)) return 'newer'
    const check = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
    return check === 'ok' ? readStoreRow(database) : undefined
  } catch {
    return undefined
  }
}

function holdsQuietly(database: DatabaseSync, storeKey: Secret): boolean {
  try {
    return storeMacHolds(database, storeKey)
  } catch {
    return false
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'KEYSTORE_DAMAGED'
}
