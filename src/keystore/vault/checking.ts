import type { VaultHealth } from '../../shared/model/vault.ts'
import { isWhole } from '../store/is-whole.ts'
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
  else if (!(await isWhole(store.sealed.database, store.storeKey))) await state.reopen()
  else state.lastCheck = { at: state.deps.now().toISOString(), findings: [] }
  return health(state)
}
