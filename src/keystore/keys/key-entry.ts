import type { LocalKeyState } from '../../shared/model/local-key.ts'
import type { AliasRecord, KeyRecord, MaterialRecord, StoreRows, TagRecord } from '../store/store-rows.ts'

/** A key with all rows that belong to it. */
export interface KeyEntry {
  readonly key: KeyRecord
  readonly aliases: readonly AliasRecord[]
  readonly tags: readonly TagRecord[]
  /** By id, oldest first; one that waits for a rotation is the last. */
  readonly materials: ReadonlyMap<string, MaterialRecord>
}

const none: readonly never[] = []

/** Keys by id, in the order of their rows. */
export function groupKeys({
  keys,
  materials,
  aliases,
  tags,
}: Pick<StoreRows, 'keys' | 'materials' | 'aliases' | 'tags'>): ReadonlyMap<string, KeyEntry> {
  const aliasesOf = Map.groupBy(aliases, ({ keyId }) => keyId)
  const tagsOf = Map.groupBy(tags, ({ keyId }) => keyId)
  const materialsOf = Map.groupBy(materials, ({ keyId }) => keyId)
  return new Map(
    keys.map((key) => [
      key.keyId,
      {
        key,
        aliases: aliasesOf.get(key.keyId) ?? none,
        tags: tagsOf.get(key.keyId) ?? none,
        materials: new Map(inOrder(materialsOf.get(key.keyId) ?? none).map((row) => [row.materialId, row])),
      },
    ]),
  )
}

const rank = { NON_CURRENT: 0, CURRENT: 1, PENDING_ROTATION: 2 } as const

/** Two that were made in one millisecond are told apart by what they are. */
function inOrder(rows: readonly MaterialRecord[]): readonly MaterialRecord[] {
  return rows.length < 2
    ? rows
    : rows.toSorted((a, b) => rank[a.state] - rank[b.state] || since(a) - since(b))
}

/** The first material of a key was never rotated to: it is older than any other. */
function since({ rotatedAt }: MaterialRecord): number {
  return rotatedAt === null ? 0 : Date.parse(rotatedAt)
}

/** Whether the bytes of a material can be used now: they are there, and have not expired. */
export function isUsable({ sealed, validTo }: MaterialRecord, now: Date): boolean {
  return sealed !== null && (validTo === null || Date.parse(validTo) > now.getTime())
}

/**
 * The state that counts: a key that lacks any material that belongs to it for good is pending import from the moment on
 * at which it expired, whether the rows say so already or not. KMS.md section 1, "Danger".
 */
export function stateOf({ key, materials }: KeyEntry, now: Date): LocalKeyState {
  if (key.origin === 'AWS_KMS' || (key.state !== 'Enabled' && key.state !== 'Disabled')) return key.state
  const owed = [...materials.values()].filter(({ state }) => state !== 'PENDING_ROTATION')
  return owed.every((material) => isUsable(material, now)) ? key.state : 'PendingImport'
}
