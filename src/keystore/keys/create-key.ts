import { keySpecs } from '../../shared/kms/key-specs.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { KeystoreInput, LocalKey } from '../protocol.ts'
import type { OpenStore } from '../store/open-store.ts'
import { parseAlias, refuseTakenName } from './alias-rules.ts'
import { insertKey } from './insert-key.ts'
import { newMaterial, type NewMaterial } from './material/new-material.ts'
import { requireDescription } from './switch-key.ts'
import { checkedTags } from './tag-rules.ts'
import { countsUses, reservedUses } from './usage/reserved-uses.ts'

/**
 * Makes a key. Throws INVALID_REQUEST for a usage that the spec has not, KEY_NAME_INVALID, KEY_NAME_TAKEN,
 * KEY_TAG_INVALID, the keychain's errors while an earlier change is not yet known to the keychain, and the disk's; the
 * store is then as it was. `made`: material that was made before, so that no change waits for it; it is wiped.
 */
export async function createKey(
  store: OpenStore,
  draft: KeystoreInput<'createKey'>,
  made?: NewMaterial,
): Promise<LocalKey> {
  const { spec, usage, origin } = draft
  const { storeKey, random } = store
  let material: NewMaterial | null = made ?? null
  try {
    requireUsage(draft)
    const description = requireDescription(draft.description)
    const alias = draft.alias === null ? null : parseAlias(draft.alias)
    if (alias !== null) refuseTakenName(store.keys, alias)
    const tags = Object.fromEntries(checkedTags(draft.tags))
    if (origin === 'AWS_KMS') material ??= await newMaterial(spec, random)
    const createdAt = store.now().toISOString()
    const wraps = material !== null && countsUses(spec) ? reservedUses(store).blockLength : 0
    const key = { spec, usage, origin, alias, description, tags, createdAt, material, wraps }
    let keyId = ''
    let materialId: string | null = null
    await store.change((database) => {
      ;({ keyId, materialId } = insertKey(database, key, { storeKey, random }))
    })
    if (materialId !== null) reservedUses(store).add(materialId, wraps)
    return store.keys.describe(keyId)
  } finally {
    material?.secret.wipe()
  }
}

function requireUsage({ spec, usage }: KeystoreInput<'createKey'>): void {
  const usages: readonly string[] = keySpecs[spec].usages
  if (usages.includes(usage)) return
  throw new VaultError('INVALID_REQUEST', 'a key of this kind has another usage', { facts: { spec, usage } })
}
