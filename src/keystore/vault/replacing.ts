import type { VaultStatus } from '../../shared/model/vault.ts'
import { acceptOlderCopy as acceptCopy } from '../accept-older-copy.ts'
import { errorOfStatus } from '../closed-status.ts'
import { usesPassphrase } from '../protection/join-factors.ts'
import type { Protection } from '../protection/new-protection.ts'
import { resealStore, type ResealRequest, type ResealSource } from '../protection/reseal-store.ts'
import { scryptParametersOf } from '../protection/scrypt-parameters.ts'
import type { VaultState } from './vault-state.ts'

// Another store in the place of the present one. What each one promises is said at its method of `Vault`.

export async function setProtection(
  state: VaultState,
  current: string | null,
  wanted: Protection,
): Promise<VaultStatus> {
  const { sealed, rows } = state.opened()
  if (!usesPassphrase(rows.store.mode) && !usesPassphrase(wanted.mode)) return state.status
  await state.passphrase.compare(current, scryptParametersOf(rows.store))
  await replace(state, sealed, { protection: wanted, present: 'discard', epochAbove: 0 })
  return state.status
}

export async function replaceWith(
  state: VaultState,
  source: ResealSource,
  request: Pick<ResealRequest, 'protection' | 'epochAbove'>,
): Promise<VaultStatus> {
  await state.lookIfClosed()
  if (state.status.state === 'inUse') throw errorOfStatus(state.status)
  // It may be the last good copy of what is set aside, and makes no room for those of the new store.
  state.snapshots.keepNewest()
  await replace(state, source, { ...request, present: 'setAside' })
  return state.status
}

export async function acceptOlderCopy(state: VaultState): Promise<VaultStatus> {
  const seen = state.status
  if (seen.state !== 'olderCopy') throw errorOfStatus(seen)
  await acceptCopy(state.deps, seen).finally(() => state.look())
  return state.status
}

/** Afterwards the new store is open, or the one that was there is as it was. */
async function replace(state: VaultState, source: ResealSource, request: ResealRequest): Promise<void> {
  const release = (): void => state.release()
  // What was locked and could not be replaced stays locked for the reason that it was.
  let isLockedForThis = state.status.state !== 'locked'
  try {
    state.passphrase.know(await resealStore(state.deps, source, { ...request, release }))
    state.tries.reset()
    state.staysLocked = false
    isLockedForThis = true
  } finally {
    if (isLockedForThis) state.noteLock('protectionChanged')
    await state.lookIfClosed()
  }
}
