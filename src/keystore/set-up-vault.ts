import { VaultError } from '../shared/vault-error.ts'
import { Secret } from '../main/secret/secret.ts'
import { sealStoreKey, type StoreKeyBinding } from './hierarchy/store-key.ts'
import { randomUuid } from './random-ids.ts'
import { firstEpoch, prepareStore, publishStore } from './store/create-store.ts'
import { storeFault } from './store/store-fault.ts'
import type { VaultDeps } from './vault-deps.ts'

const secretLength = 32

/**
 * Makes a keychain secret and a store, in the order in which a crash does no harm: secret and epoch written and read
 * back; the whole store on the disk under a name that nothing opens; its final name, never over an existing file. So
 * there is never a store without its secret; a secret without its store is an item that nobody asks for. Throws
 * VaultError; only a caller that has just seen `notSetUp` may call it.
 */
export async function setUpVault(deps: VaultDeps): Promise<void> {
  const storeId = randomUuid(deps.random)
  const secret = Secret.take(deps.random(secretLength))
  const storeKey = Secret.take(deps.random(secretLength))
  try {
    const unfinished = await prepare(deps, { storeId, secret, storeKey })
    publishStore(unfinished, deps.paths, deps.files)
  } catch (error) {
    if (isTaken(error))
      throw new VaultError('KEYSTORE_ALREADY_SET_UP', 'another Keyhold has just made a key store here')
    throw storeFault(error)
  } finally {
    secret.wipe()
    storeKey.wipe()
  }
}

interface NewSecrets {
  readonly storeId: string
  readonly secret: Secret
  readonly storeKey: Secret
}

async function prepare(deps: VaultDeps, { storeId, secret, storeKey }: NewSecrets): Promise<string> {
  const { items, random, keychain, now } = deps
  const binding: StoreKeyBinding = {
    storeId,
    mode: 'keychain',
    scryptSalt: null,
    scryptN: null,
    scryptR: null,
    scryptP: null,
  }
  try {
    await items.writeSecret(storeId, secret)
    await items.writeEpoch(storeId, firstEpoch)
    const sealedStoreKey = sealStoreKey(storeKey, secret, { binding, random })
    const createdAt = now().toISOString()
    const store = { binding, createdAt, keychain, storeKey, sealedStoreKey }
    return prepareStore(store, deps.paths, deps.files)
  } catch (error) {
    // Safe only here: no store of this id has been given its name.
    await items.forget(storeId)
    throw error
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
