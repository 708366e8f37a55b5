import type { LockCause, VaultStatus } from '../../shared/model/vault.ts'
import { errorOfStatus } from '../closed-status.ts'
import type { Protection } from '../protection/new-protection.ts'
import type { ScryptParameters } from '../protection/scrypt-parameters.ts'
import { setUpVault } from '../set-up-vault.ts'
import { passphraseNeeded } from './passphrase.ts'
import type { VaultState } from './vault-state.ts'

// How a vault comes to be, is opened and is locked. What each one promises is said at its method of `Vault`.

export async function setUp(state: VaultState, protection: Protection): Promise<VaultStatus> {
  // Without a store there is nothing that stays locked, and the keychain has to be looked at now.
  if (state.status.state === 'notSetUp') state.staysLocked = false
  await state.lookIfClosed()
  if (!canSetUp(state.status, protection)) throw errorOfStatus(state.status)
  state.tries.reset()
  try {
    state.passphrase.know(await setUpVault(state.deps, protection))
  } finally {
    state.staysLocked = false
    await state.look()
  }
  return state.status
}

export async function unlock(state: VaultState, passphrase: string | null): Promise<VaultStatus> {
  state.staysLocked = false
  await state.lookIfClosed()
  if (state.status.state !== 'locked') return state.status
  if (passphrase === null || state.scrypt === undefined) throw passphraseNeeded()
  await tryPassphrase(state, passphrase, state.scrypt)
  return state.status
}

export async function prepareLock(state: VaultState, cause: LockCause): Promise<void> {
  const { store } = state
  if (store === undefined && !keepsItsKey.has(state.status.state)) return
  state.release()
  state.passphrase.forget()
  state.staysLocked = true
  const note = state.noteLock(cause)
  // What does not even tell its mode stays what it is: damaged.
  if (store === undefined) return await state.look()
  const { mode } = store.rows.store
  state.setStatus({ state: 'locked', mode, ...note, wrongTries: 0, retryAt: null })
}

/** Not open, and the passphrase's key may be kept all the same. */
const keepsItsKey: ReadonlySet<VaultStatus['state']> = new Set(['olderCopy', 'damaged'])

function canSetUp(status: VaultStatus, { mode }: Protection): boolean {
  if (status.state === 'noKeychain') return !status.storeExists && mode === 'passphrase'
  return status.state === 'notSetUp'
}

async function tryPassphrase(state: VaultState, passphrase: string, scrypt: ScryptParameters): Promise<void> {
  const { tries } = state
  tries.begin()
  try {
    await state.passphrase.take(passphrase, scrypt)
    await state.look()
  } catch (error) {
    state.passphrase.forget()
    tries.undo()
    throw error
  }
  const { state: now } = state.status
  if (now === 'open' || now === 'olderCopy') return tries.reset()
  // Its copies can be looked at with it. Whether it is right may not have been found out, so the try counts.
  if (now === 'damaged') return
  state.passphrase.forget()
  if (now !== 'locked') return tries.undo()
  const wrong = tries.failed()
  state.setStatus(state.status)
  throw wrong
}
