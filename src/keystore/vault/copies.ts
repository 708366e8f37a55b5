import type { VaultHealth, VaultStatus } from '../../shared/model/vault.ts'
import { isVaultError } from '../../shared/vault-error.ts'
import { errorOfStatus } from '../closed-status.ts'
import { purgeCopies as purge, type PurgedCopies } from '../snapshots/purge-copies.ts'
import { restoreSnapshot as restore } from '../snapshots/restore-snapshot.ts'
import { storeFault } from '../store/store-fault.ts'
import { health } from './checking.ts'
import type { VaultState } from './vault-state.ts'

// The copies of the store in its own folder. What each one promises is said at its method of `Vault`.

export async function takeSnapshot(state: VaultState): Promise<VaultHealth> {
  const { database } = state.opened().sealed
  faulted(() => state.snapshots.take(database))
  return health(state)
}

export async function restoreSnapshot(state: VaultState, name: string): Promise<VaultStatus> {
  const { status } = state
  if (status.state === 'inUse' || status.state === 'newerVersion') throw errorOfStatus(status)
  state.snapshots.keepNewest()
  try {
    await restore(state.deps, name, () => state.release())
  } finally {
    await state.lookIfClosed()
  }
  return state.status
}

export async function purgeCopies(state: VaultState): Promise<PurgedCopies> {
  const { sealed } = state.opened()
  try {
    return faulted(() => purge(state.deps, sealed, state.snapshots))
  } catch (error) {
    if (isVaultError(error) && error.code === 'KEYSTORE_DAMAGED') await state.reopen()
    throw error
  }
}

function faulted<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw storeFault(error)
  }
}
