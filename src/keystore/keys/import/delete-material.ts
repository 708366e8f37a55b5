import type { DatabaseSync } from 'node:sqlite'
import { VaultError } from '../../../shared/vault-error.ts'
import type { KeystoreInput, LocalKey } from '../../protocol.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { MaterialRecord } from '../../store/store-rows.ts'
import type { KeyEntry } from '../key-entry.ts'
import { keyFacts } from '../key-facts.ts'
import { requireKeyState } from '../require-key-state.ts'
import { requireExternal } from './require-external.ts'

/**
 * Takes imported material away, the current one where none is named; the key waits for the very same one. Material that
 * waited for a rotation leaves no trace. Throws KEY_UNSUPPORTED, KEY_NOT_FOUND for a material that the key never had,
 * and what its state says.
 */
export async function deleteImportedKeyMaterial(
  store: OpenStore,
  { keyId, keyMaterialId }: KeystoreInput<'deleteImportedKeyMaterial'>,
): Promise<LocalKey> {
  const entry = store.keys.entry(keyId)
  requireKeyState('DeleteImportedKeyMaterial', entry, store.now())
  requireExternal(entry)
  const row = entry.materials.get(keyMaterialId ?? entry.key.currentMaterialId ?? '')
  if (row === undefined && keyMaterialId !== null)
    throw new VaultError('KEY_NOT_FOUND', 'the key never had this material', { facts: keyFacts(entry) })
  if (row === undefined || row.sealed === null) return store.keys.describe(keyId)
  await store.change((database) => {
    loseMaterial(database, entry, row)
    database.prepare('UPDATE key_materials SET valid_to = NULL WHERE material_id = ?').run(row.materialId)
  })
  return store.keys.describe(keyId)
}

/** Inside a change of the store; `secure_delete` overwrites what was there. Its fingerprint stays, and what it was. */
export function loseMaterial(database: DatabaseSync, { key }: KeyEntry, row: MaterialRecord): void {
  if (row.state === 'PENDING_ROTATION') {
    database.prepare('DELETE FROM key_materials WHERE material_id = ?').run(row.materialId)
    return
  }
  database
    .prepare('UPDATE key_materials SET iv = NULL, sealed = NULL WHERE material_id = ?')
    .run(row.materialId)
  database
    .prepare("UPDATE keys SET state = 'PendingImport' WHERE key_id = ? AND state IN ('Enabled', 'Disabled')")
    .run(key.keyId)
}
