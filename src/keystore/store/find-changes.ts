import type { DatabaseSync } from 'node:sqlite'
import type { StoreFinding } from '../../shared/model/vault.ts'
import type { Secret } from '../../main/secret/secret.ts'
import { isDigest, type KeyDigests } from './key-digests.ts'
import { hasRoster, ownMacHolds } from './own-mac.ts'
import { readDigests, storeMacHolds, withDigests } from './store-mac.ts'

const store: StoreFinding = { what: 'store', keyId: null, alias: null }

/**
 * What was changed behind the store's back, key by key; empty where all of it is what was written here. `rolledBack`: the
 * digest in the key's own row is that of its rows, so they were written here, but the roster knows later ones. A file of
 * version 2 or before has one MAC over everything, which says no more than that. Never throws: a table that is gone is a
 * finding.
 */
export function findChanges(database: DatabaseSync, storeKey: Secret): readonly StoreFinding[] {
  try {
    if (!hasRoster(database)) return storeMacHolds(database, storeKey) ? [] : [store]
    const keys = withDigests(database, storeKey, (digests) => findChangedKeys(database, digests))
    return ownMacHolds(database, storeKey) ? keys : [store, ...keys]
  } catch {
    return [store]
  }
}

function findChangedKeys(database: DatabaseSync, digests: KeyDigests): readonly StoreFinding[] {
  const roster = readDigests(database, 'roster')
  const inRows = readDigests(database, 'keys')
  const computed = digests.ofAll()
  const what = (keyId: string): StoreFinding['what'] | null => {
    const digest = computed.get(keyId)
    if (!roster.has(keyId)) return 'added'
    if (digest === undefined || !inRows.has(keyId)) return 'missing'
    if (!isDigest(inRows.get(keyId), digest)) return 'changed'
    return isDigest(roster.get(keyId), digest) ? null : 'rolledBack'
  }
  return [...new Set([...roster.keys(), ...computed.keys()])].flatMap((keyId) => {
    const found = what(keyId)
    return found === null ? [] : [{ what: found, keyId, alias: aliasOf(database, keyId) }]
  })
}

function aliasOf(database: DatabaseSync, keyId: string): string | null {
  const row = database
    .prepare('SELECT alias FROM aliases WHERE key_id = ? ORDER BY created_at, folded LIMIT 1')
    .get(keyId)
  return row === undefined ? null : String(row['alias'])
}
