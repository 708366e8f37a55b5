import type { LocalMaterial } from '../protocol/key-operations.ts'
import type { OpenStore } from '../store/open-store.ts'
import { isUsable } from './key-entry.ts'
import { reservedUses } from './usage/reserved-uses.ts'

/** Every material of a key without the material, oldest first. Throws KEY_NOT_FOUND. */
export function listKeyMaterials(store: OpenStore, keyId: string): LocalMaterial[] {
  const { key, materials } = store.keys.entry(keyId)
  const now = store.now()
  const uses = reservedUses(store)
  return [...materials.values()].map((material) => ({
    keyMaterialId: material.materialId,
    state: material.state,
    createdAt: material.createdAt,
    rotatedAt: material.rotatedAt,
    rotationType: material.rotationType,
    importState: key.origin === 'AWS_KMS' ? null : isUsable(material, now) ? 'IMPORTED' : 'PENDING_IMPORT',
    validTo: material.validTo,
    description: material.description,
    // What this process has reserved and not spent is no use of it yet.
    wraps: material.wraps - uses.left(material.materialId),
  }))
}
