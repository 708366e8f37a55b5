import type { DatabaseSync } from 'node:sqlite'
import type { LocalKeyDraft } from '../../shared/model/local-key.ts'
import { randomUuid } from '../random-ids.ts'
import type { Alias } from './alias-rules.ts'
import { insertMaterial, type Sealing } from './material/insert-material.ts'
import type { NewMaterial } from './material/new-material.ts'

export interface NewKey extends Pick<LocalKeyDraft, 'description' | 'spec' | 'usage' | 'origin' | 'tags'> {
  readonly alias: Alias | null
  /** ISO 8601. */
  readonly createdAt: string
  /** Null where it will be imported. It stays the caller's to wipe. */
  readonly material: NewMaterial | null
  /** Uses of the first material that are reserved from the start. */
  readonly wraps: number
}

/** Makes a key with its material, sealed, its name and its tags. Inside a change of the store. Returns the key's id. */
export function insertKey(
  database: DatabaseSync,
  { alias, description, spec, usage, origin, tags, createdAt, material, wraps }: NewKey,
  sealing: Sealing,
): { readonly keyId: string; readonly materialId: string | null } {
  const keyId = randomUuid(sealing.random)
  database
    .prepare(
      `INSERT INTO keys (key_id, description, state, spec, usage, origin, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(keyId, description, material === null ? 'PendingImport' : 'Enabled', spec, usage, origin, createdAt)
  if (alias !== null)
    database
      .prepare('INSERT INTO aliases VALUES (?, ?, ?, ?, ?)')
      .run(alias.folded, alias.alias, keyId, createdAt, createdAt)
  for (const [tag, value] of Object.entries(tags))
    database.prepare('INSERT INTO tags VALUES (?, ?, ?)').run(keyId, tag, value)
  if (material === null) return { keyId, materialId: null }
  const key = { keyId, spec, usage }
  const facts = { state: 'CURRENT', createdAt, wraps } as const
  const materialId = insertMaterial(database, { key, material, facts }, sealing)
  database.prepare('UPDATE keys SET current_material_id = ? WHERE key_id = ?').run(materialId, keyId)
  return { keyId, materialId }
}
