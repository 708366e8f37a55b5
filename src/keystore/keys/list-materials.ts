import type { LocalMaterial } from '../protocol/key-operations.ts'
import type { OpenStore } from '../store/open-store.ts'
import { isUsable } from './key-entry.ts'

/** Every material of a key without the material, oldest first. Throws KEY_NOT_FOUND. */
export function listKeyMaterials(store: OpenStore, keyId: string): LocalMaterial[] {
  const { key, materials } = store.keys.entry(keyId)
  const now = store.now()
  return [...materials.values()].map((material) => ({
    keyMaterialId: material.materialId,
    state: material.state,
    createdAt: material.createdAt,
    rotatedAt: material.rotatedAt,
    rotationType: material.rotationType,
    importState: key.origin === 'AWS_KMS' ? null : isUsable(material, now) ? 'IMPORTED' : 'PENDING_IMPORT',
    validTo: material.validTo,
    description: material.description,
    wraps: material.wraps,
  }))
}
