import type { VaultHealth, VaultStatus } from '../../shared/model/vault.ts'
import { errorOfStatus } from '../closed-status.ts'
import { purgeCopies as purge, type PurgedCopies } from '../snapshots/purge-copies.ts'
import { restoreSnapshot as restore } from '../snapshots/restore-snapshot.ts'
import { storeFault } from '../store/store-fault.ts'
import { health } from './checking.ts'
import type { VaultState } from './vault-state.ts'

// The copies of the store in its own folder. What each one promises is said at its method of `Vault`.

export async function takeSnapshot(state: VaultState): Promise<VaultHealth> {
  const { sealed } = state.opened()
  await lookingAgain(state, () => state.snapshots.take(sealed))
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

export function purgeCopies(state: VaultState): Promise<PurgedCopies> {
  const { sealed } = state.opened()
  return lookingAgain(state, () => purge(state.deps, sealed, state.snapshots))
}

/** A store that was found damaged meanwhile is closed, and says what is wrong with it. */
async function lookingAgain<T>(state: VaultState, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const fault = storeFault(error)
    if (fault.code === 'KEYSTORE_DAMAGED') await state.reopen()
    throw fault
  }
}
