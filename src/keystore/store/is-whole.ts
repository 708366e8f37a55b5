import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Secret } from '../../main/secret/secret.ts'
import { KeyDigests, keyTables } from './key-digests.ts'
import { hasRoster, ownMacHolds } from './own-mac.ts'

/** Keys that are looked at without a pause: some ten milliseconds. */
const keysAtOnce = 200

/**
 * Whether a store, or a copy of one, is what was written here: SQLite's own check, the MAC, and the digest of every key; the
 * same as `storeMacHolds` says, with pauses in which data keys are wrapped and opened. Nothing may change the file meanwhile.
 * False for what cannot be looked through. Never throws.
 */
export async function isWhole(database: DatabaseSync, storeKey: Secret): Promise<boolean> {
  try {
    const check = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
    if (check !== 'ok' || !ownMacHolds(database, storeKey)) return false
    if (!hasRoster(database)) return true
    return isNothingBesides(database) && (await everyKeyHolds(database, storeKey))
  } catch {
    return false
  }
}

async function everyKeyHolds(database: DatabaseSync, storeKey: Secret): Promise<boolean> {
  const keyIds = database.prepare('SELECT key_id AS keyId FROM roster').all()
  const digests = new KeyDigests(database, storeKey)
  try {
    for (const [at, { keyId }] of keyIds.entries()) {
      if (at > 0 && at % keysAtOnce === 0) await nextTurn()
      if (!digests.holds(String(keyId))) return false
    }
    return true
  } finally {
    digests.wipe()
  }
}

/** No row belongs to a key that the roster does not know. */
function isNothingBesides(database: DatabaseSync): boolean {
  return keyTables.every((table) => {
    const strangers = `SELECT 1 FROM ${table} WHERE key_id NOT IN (SELECT key_id FROM roster) LIMIT 1`
    return database.prepare(strangers).get() === undefined
  })
}
