import type { KeyListing, KeysRead } from './key-listing.ts'
import { listKmsKeys } from '../list-kms-keys.ts'

/**
 * Reads every key of one Region: ids and aliases in pages, then each key's facts, rotation and tags, at no more than a
 * share of the quotas. Throws VaultError where ListKeys fails or is denied, where the service stays away, and CANCELLED;
 * what was read until then was told and is kept.
 */
export async function readKeys(listing: KeyListing): Promise<KeysRead> {
  const { session, connectionId, signal, onRows, onProgress } = listing
  const { rows, denied, accounts } = await listKmsKeys(session, connectionId, signal)
  onRows(rows)
  onProgress(rows.length, rows.length)
  return { keyCount: rows.length, denied, accounts }
}
