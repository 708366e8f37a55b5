import type { KeyCoverage } from '../../../shared/model/coverage.ts'
import type { KeyMaterial } from '../../../shared/model/key-page.ts'

/** One line of the table of materials. */
export interface MaterialRow {
  readonly material: KeyMaterial
  /** From the key's beginning, 1 is the first; null for one that waits. */
  readonly number: number | null
  /** ISO 8601; null where it is not known. */
  readonly from: string | null
  readonly until: string | null
  readonly files: number
  readonly estimated: number
}

/** The materials with the time each was in use and the known files of each, newest first. */
export function materialRows(
  materials: readonly KeyMaterial[],
  createdAt: string | null,
  coverage: KeyCoverage | undefined,
): readonly MaterialRow[] {
  const inUse = materials.filter(({ state }) => !isWaiting(state))
  const files = new Map(coverage?.materials.map((each) => [each.keyMaterialId, each]))
  const row = (material: KeyMaterial): MaterialRow => {
    const index = inUse.indexOf(material)
    const known = files.get(material.id)
    return {
      material,
      number: index < 0 ? null : index + 1,
      from: material.rotatedAt ?? (index === 0 ? createdAt : null),
      until: index < 0 ? null : (inUse[index + 1]?.rotatedAt ?? null),
      files: known?.files ?? 0,
      estimated: known?.estimated ?? 0,
    }
  }
  return materials.map(row).toReversed()
}

/** Imported, and not in use before the next rotation. */
export const isWaiting = (state: KeyMaterial['state']): boolean => state.startsWith('PENDING')
