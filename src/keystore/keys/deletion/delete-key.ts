import { basename } from 'node:path'
import { VaultError } from '../../../shared/vault-error.ts'
import type { KeystoreOutput } from '../../protocol.ts'
import { namesOfCopies } from '../../snapshots/purge-copies.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { VaultOperations } from '../../vault.ts'
import { dropToken, tokensOf } from '../import/import-tokens.ts'
import type { KeyEntry } from '../key-entry.ts'
import { keyFacts } from '../key-facts.ts'
import { requireKeyState } from '../require-key-state.ts'
import { waitOf } from './is-deletable.ts'
import { readSeenClock } from './seen-clock.ts'

/** Tables with rows of a key, those that point at others first. Its digest goes with the change. */
const tables = ['aliases', 'tags', 'key_materials', 'keys'] as const

/**
 * Deletes a key whose window has run out, for good: its rows (`secure_delete` overwrites them, and the log is folded into
 * the file), then every local copy of the store that still holds them. What the vault cannot reach is named in `kept`:
 * the key itself is gone then all the same, so a purge that fails is no error of the deletion. Throws
 * KEY_NOT_DELETABLE_YET {date, clock}, and KEY_STATE_INVALID for a key that is not pending deletion.
 */
export async function deleteKey(
  vault: Pick<VaultOperations, 'change' | 'purgeCopies' | 'deps'>,
  keyId: string,
): Promise<KeystoreOutput<'deleteKey'>> {
  await vault.change((store) => removeRows(store, keyId))
  return vault.purgeCopies().catch(() => ({ purgedCopies: 0, kept: copiesLeft(vault.deps) }))
}

/** Where not even their names can be read, the folder that they are in. */
function copiesLeft(deps: VaultOperations['deps']): string[] {
  try {
    return namesOfCopies(deps)
  } catch {
    return [basename(deps.paths.folder)]
  }
}

async function removeRows(store: OpenStore, keyId: string): Promise<void> {
  const entry = store.keys.entry(keyId)
  // Cancelling is allowed in the one state in which deleting is.
  requireKeyState('CancelKeyDeletion', entry, store.now())
  refuseWaiting(store, entry)
  const tokens = tokensOf(store, keyId)
  await store.change((database) => {
    for (const table of tables) database.prepare(`DELETE FROM ${table} WHERE key_id = ?`).run(keyId)
    for (const { name } of tokens) dropToken(database, name)
  })
}

function refuseWaiting(store: OpenStore, entry: KeyEntry): void {
  const wait = waitOf(entry.key, { now: store.now(), clock: readSeenClock(store.rows.notes) })
  if (wait === null) return
  throw new VaultError('KEY_NOT_DELETABLE_YET', 'the waiting time of this key has not run out', {
    facts: { ...keyFacts(entry), clock: wait.clock, ...('until' in wait ? { date: wait.until } : {}) },
  })
}
