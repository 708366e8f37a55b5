import type { DatabaseSync } from 'node:sqlite'
import type { OlderCopyStatus } from '../shared/model/vault.ts'
import { VaultError } from '../shared/vault-error.ts'
import { usesKeychain } from './protection/join-factors.ts'
import { readCopyFacts, readStoreRow } from './store/read-store-row.ts'
import type { VaultDeps } from './vault-deps.ts'

/** How far the epoch leaps where an older copy is opened: more than anyone changes a store in its life. */
export const epochLeap = 1_000_000

/**
 * Above the epochs of every copy that is known. Others may be ahead of these, or the keychain's item may be gone; the seconds
 * since 1970 stand above all that was counted up one by one, and above an earlier leap.
 */
export function epochOfNewLine(known: readonly number[], now: Date): number {
  return Math.max(...known, Math.floor(now.getTime() / 1000)) + epochLeap
}

/** What the epochs of a store and of the keychain say of a file whose MAC holds. */
export type EpochStanding =
  /** In order, with the epoch that the keychain now holds. */
  | { readonly kind: 'settled'; readonly epochInKeychain: number }
  /** Null where the keychain holds none. */
  | { readonly kind: 'older'; readonly epochInKeychain: number | null; readonly status: OlderCopyStatus }

/**
 * Compares the two epochs. A keychain that is behind proves nothing about the file: it may have lost its last writes or
 * come back from a backup; it is brought up now, or before the next change where it cannot be written now. A store that
 * uses no keychain has nothing to compare. Throws KEYSTORE_DAMAGED for an item of unknown form and the keychain's errors. docs/keystore.md, section "The epoch".
 */
export async function findEpochStanding(
  { items }: VaultDeps,
  database: DatabaseSync,
): Promise<EpochStanding> {
  const { epoch, ...facts } = readCopyFacts(database)
  if (!usesKeychain(readStoreRow(database).mode)) return { kind: 'settled', epochInKeychain: epoch }
  const read = await items.readEpoch(facts.storeId)
  if (read.kind === 'unknownForm')
    throw new VaultError('KEYSTORE_DAMAGED', 'the epoch item in the keychain has an unknown form')
  const known = read.kind === 'missing' ? null : read.value
  if (known === null || epoch < known)
    return {
      kind: 'older',
      epochInKeychain: known,
      status: { state: 'olderCopy', ...facts, ...distance(epoch, known) },
    }
  if (epoch === known) return { kind: 'settled', epochInKeychain: known }
  const written = items.writeEpoch(facts.storeId, epoch)
  return {
    kind: 'settled',
    epochInKeychain: await written.then(
      () => epoch,
      () => known,
    ),
  }
}

function distance(epoch: number, known: number | null): Pick<OlderCopyStatus, 'reason' | 'changesBehind'> {
  if (known === null) return { reason: 'unknown', changesBehind: null }
  const behind = known - epoch
  return behind < epochLeap
    ? { reason: 'changes', changesBehind: behind }
    : { reason: 'anotherCopy', changesBehind: null }
}
