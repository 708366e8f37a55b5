import { VaultError } from '../shared/vault-error.ts'
import { makeProtection, type NewProtection, type Protection } from './protection/new-protection.ts'
import type { TunedKey } from './protection/tune-scrypt.ts'
import { firstEpoch, prepareStore, publishStore } from './store/create-store.ts'
import { storeFault } from './store/store-fault.ts'
import type { VaultDeps } from './vault-deps.ts'

/**
 * Makes a keychain secret (where the mode has one) and a store, in the order in which a crash does no harm: secret and
 * epoch written and read back; the whole store on the disk under a name that nothing opens; its final name, never over an
 * existing file. So there is never a store without its secret; a secret without its store is an item that nobody asks for.
 * Returns the passphrase's key, the caller's to wipe. Throws VaultError; only a caller that has just seen `notSetUp`, or
 * that there is no keychain and no store, may call it.
 */
export async function setUpVault(deps: VaultDeps, protection: Protection): Promise<TunedKey | null> {
  const made = await makeProtection(deps, protection)
  try {
    const unfinished = await prepare(deps, made)
    publishStore(unfinished, deps.paths, deps.files)
    return made.tuned
  } catch (error) {
    made.tuned?.key.wipe()
    if (isTaken(error) || isOvertaken(deps, error))
      throw new VaultError('KEYSTORE_ALREADY_SET_UP', 'another Keyhold has just made a key store here')
    throw storeFault(error)
  } finally {
    made.keychainSecret?.wipe()
    made.storeKey.wipe()
  }
}

async function prepare(deps: VaultDeps, made: NewProtection): Promise<string> {
  const { items, now } = deps
  const { binding, storeKey, sealedStoreKey, keychainSecret } = made
  const { storeId } = binding
  const keychain = keychainSecret === null ? '' : deps.keychain
  try {
    if (keychainSecret !== null) {
      await items.writeSecret(storeId, keychainSecret)
      await items.writeEpoch(storeId, firstEpoch)
    }
    const store = { binding, createdAt: now().toISOString(), keychain, storeKey, sealedStoreKey }
    return prepareStore(store, deps.paths, deps.files)
  } catch (error) {
    // Safe only here: no store of this id has been given its name.
    if (keychainSecret !== null) await items.forget(storeId)
    throw error
  }
}

/** Another Keyhold that has its store in place by now tidied this one's away while it was being made. */
function isOvertaken({ files, paths }: VaultDeps, error: unknown): boolean {
  const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  return isGone && files.kindOf(paths.file) !== 'nothing'
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
