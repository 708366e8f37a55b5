import type { LocalMaterial } from '../../../keystore/protocol/key-operations.ts'
import type { KeyMaterial } from '../../../shared/model/key-page.ts'
import type { KeystoreCalls } from './keystore-calls.ts'

/** A material of the keystore in the words that KMS has for its own. */
export function keyMaterialOf({
  keyMaterialId,
  createdAt: _createdAt,
  wraps: _wraps,
  ...rest
}: LocalMaterial): KeyMaterial {
  return { id: keyMaterialId, ...rest }
}

/** The materials of some keys of this computer, by key id. A key that cannot be read now is left out. Never throws. */
export async function localMaterials(
  keystore: Pick<KeystoreCalls, 'call'>,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly KeyMaterial[]>> {
  const read = await Promise.all(
    keyIds.map(async (keyId) => {
      const materials = await keystore.call('listKeyMaterials', { keyId }).catch(() => null)
      return materials === null ? [] : [[keyId, materials.map(keyMaterialOf)] as const]
    }),
  )
  return new Map(read.flat())
}
