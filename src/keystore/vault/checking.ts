import type { VaultHealth } from '../../shared/model/vault.ts'
import type { ResealSource } from '../protection/reseal-store.ts'
import { findChanges } from '../store/find-changes.ts'
import { tellHealth } from '../vault-health.ts'
import type { VaultState } from './vault-state.ts'

// How the keystore stands. What each one promises is said at its method of `Vault`.

export function health(state: VaultState): Promise<VaultHealth> {
  const { status, store, lastCheck } = state
  return tellHealth(state.deps, { status, store, lastCheck, scryptSeconds: state.passphrase.seconds })
}

export async function check(state: VaultState): Promise<VaultHealth> {
  const { store } = state
  if (store === undefined) await state.look()
  else if (!isWhole(store.sealed)) await state.reopen()
  else state.lastCheck = { at: state.deps.now().toISOString(), findings: [] }
  return health(state)
}

/** A file that SQLite cannot even look through is not whole either. */
function isWhole({ database, storeKey }: ResealSource): boolean {
  try {
    const found = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
    return found === 'ok' && findChanges(database, storeKey).length === 0
  } catch {
    return false
  }
}
