import type { DatabaseSync } from 'node:sqlite'
import type { Secret } from '../../main/secret/secret.ts'
import { isDigest, KeyDigests } from './key-digests.ts'
import { hasRoster, ownMacHolds, writeOwnMac } from './own-mac.ts'

/** True where everything in the store is what was written here: its MAC, and the digest of every key. */
export function storeMacHolds(database: DatabaseSync, storeKey: Secret): boolean {
  if (!ownMacHolds(database, storeKey)) return false
  return (
    !hasRoster(database) || withDigests(database, storeKey, (digests) => everyDigestHolds(database, digests))
  )
}

/**
 * Writes the digests of all keys anew, and the MAC: for a store that was just made, sealed anew, or whose tables were
 * changed. Whatever is in it is vouched for from then on. Inside a transaction.
 */
export function writeStoreMac(database: DatabaseSync, storeKey: Secret): void {
  if (hasRoster(database))
    withDigests(database, storeKey, (digests) => {
      database.exec("UPDATE keys SET version = (SELECT epoch FROM store), digest = x''; DELETE FROM roster")
      for (const [keyId, digest] of digests.ofAll()) putDigest(database, keyId, digest)
    })
  writeOwnMac(database, storeKey)
}

/** The same for keys that a change has touched, whose rows before it were looked at: their version is that epoch. */
export function writeDigests(
  database: DatabaseSync,
  digests: KeyDigests,
  { keyIds, epoch }: { readonly keyIds: Iterable<string>; readonly epoch: number },
): void {
  const setVersion = database.prepare('UPDATE keys SET version = ? WHERE key_id = ?')
  for (const keyId of keyIds) {
    setVersion.run(epoch, keyId)
    const digest = digests.of(keyId)
    if (digest === undefined) database.prepare('DELETE FROM roster WHERE key_id = ?').run(keyId)
    else putDigest(database, keyId, digest)
  }
}

export function withDigests<T>(database: DatabaseSync, storeKey: Secret, use: (digests: KeyDigests) => T): T {
  const digests = new KeyDigests(database, storeKey)
  try {
    return use(digests)
  } finally {
    digests.wipe()
  }
}

function everyDigestHolds(database: DatabaseSync, digests: KeyDigests): boolean {
  const inRoster = readDigests(database, 'roster')
  const inRows = readDigests(database, 'keys')
  const computed = digests.ofAll()
  if (inRoster.size !== computed.size || inRows.size !== computed.size) return false
  return [...computed].every(
    ([keyId, digest]) => isDigest(inRoster.get(keyId), digest) && isDigest(inRows.get(keyId), digest),
  )
}

/** The digests that stand in one of the two tables, by key. */
export function readDigests(database: DatabaseSync, table: 'roster' | 'keys'): ReadonlyMap<string, unknown> {
  const rows = database.prepare(`SELECT key_id AS keyId, digest FROM ${table}`).all()
  return new Map(rows.map(({ keyId, digest }) => [String(keyId), digest]))
}

function putDigest(database: DatabaseSync, keyId: string, digest: Buffer): void {
  database.prepare('UPDATE keys SET digest = ? WHERE key_id = ?').run(digest, keyId)
  database
    .prepare('INSERT INTO roster VALUES (?, ?) ON CONFLICT (key_id) DO UPDATE SET digest = excluded.digest')
    .run(keyId, digest)
}
