import { VaultError } from '../../shared/vault-error.ts'
import type { KeystoreInput, LocalKey } from '../protocol.ts'
import type { OpenStore } from '../store/open-store.ts'
import { parseAlias } from './alias-rules.ts'
import { insertKey } from './insert-key.ts'

/**
 * Makes a key. Throws KEY_NAME_INVALID, KEY_NAME_TAKEN, the keychain's errors while an earlier change is not yet known to
 * the keychain, and the disk's; the store is then as it was.
 */
export async function createKey(
  store: OpenStore,
  { alias, description }: KeystoreInput<'createKey'>,
): Promise<LocalKey> {
  const name = parseAlias(alias ?? '')
  if (store.keys.hasName(name.folded))
    throw new VaultError('KEY_NAME_TAKEN', 'a key of this name exists; choose another', {
      facts: { name: name.alias },
    })
  const createdAt = store.now().toISOString()
  const { storeKey, random } = store
  let keyId = ''
  await store.change((database) => {
    keyId = insertKey(database, { alias: name, description, createdAt }, { storeKey, random })
  })
  return store.keys.describe(keyId)
}
