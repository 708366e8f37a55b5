import type { DatabaseSync } from 'node:sqlite'
import type { OpenStore } from '../../store/open-store.ts'
import type { KeyRecord, MaterialRecord } from '../../store/store-rows.ts'
import type { KeyEntry } from '../key-entry.ts'
import { insertMaterial } from '../material/insert-material.ts'
import { newMaterial } from '../material/new-material.ts'
import { reservedUses } from '../usage/reserved-uses.ts'

const day = 24 * 3600_000

export interface RotationOptions {
  readonly type: NonNullable<MaterialRecord['rotationType']>
  /** More of the same change. */
  readonly also?: (database: DatabaseSync) => unknown
}

/** Whether the day on which a key rotates by itself has passed. */
export function isOverdue({ nextRotationAt, rotationPeriodDays }: KeyRecord, now: Date): boolean {
  return rotationPeriodDays !== null && nextRotationAt !== null && Date.parse(nextRotationAt) <= now.getTime()
}

/** When a period that begins now ends. */
export function periodFrom(now: Date, days: number): string {
  return new Date(now.getTime() + days * day).toISOString()
}

/**
 * Rotates symmetric keys in one change: each gets new material (or takes the imported one that waits) and keeps every
 * old one, which files name. An automatic rotation that was due begins its next period now, however late it is: never a
 * burst. Nothing is checked here.
 */
export async function rotateInside(
  store: OpenStore,
  keyIds: readonly string[],
  { type, also }: RotationOptions,
): Promise<void> {
  const now = store.now()
  const made: (readonly [string, number])[] = []
  const entries = keyIds.map((keyId) => store.keys.entry(keyId))
  const fresh = await Promise.all(
    entries.map((entry) => (waiting(entry) === undefined ? newMaterial(entry.key.spec, store.random) : null)),
  )
  try {
    await store.change((database) => {
      for (const [index, entry] of entries.entries()) {
        const next = fresh[index]
        const wraps = next ? reservedUses(store).blockLength : 0
        const facts = { state: 'PENDING_ROTATION', createdAt: now.toISOString(), wraps } as const
        const materialId = next
          ? insertMaterial(database, { key: entry.key, material: next, facts }, store)
          : (waiting(entry)?.materialId ?? '')
        made.push([materialId, wraps])
        putIntoUse(database, entry.key, { materialId, type, now })
      }
      also?.(database)
    })
    for (const [materialId, wraps] of made) reservedUses(store).add(materialId, wraps)
  } finally {
    for (const material of fresh) material?.secret.wipe()
  }
}

/** Imported material that waits for a rotation. */
export function waiting({ materials }: KeyEntry): MaterialRecord | undefined {
  return [...materials.values()].find(({ state }) => state === 'PENDING_ROTATION')
}

function putIntoUse(
  database: DatabaseSync,
  key: KeyRecord,
  { materialId, type, now }: { readonly materialId: string; readonly type: string; readonly now: Date },
): void {
  database
    .prepare("UPDATE key_materials SET state = 'NON_CURRENT' WHERE key_id = ? AND state = 'CURRENT'")
    .run(key.keyId)
  database
    .prepare(
      "UPDATE key_materials SET state = 'CURRENT', rotated_at = ?, rotation_type = ? WHERE material_id = ?",
    )
    .run(now.toISOString(), type, materialId)
  const next = isOverdue(key, now) ? periodFrom(now, key.rotationPeriodDays ?? 0) : key.nextRotationAt
  database
    .prepare('UPDATE keys SET current_material_id = ?, next_rotation_at = ? WHERE key_id = ?')
    .run(materialId, next, key.keyId)
}
