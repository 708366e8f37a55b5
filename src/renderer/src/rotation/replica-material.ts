import type { KeyMaterial } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'

type Materials = readonly KeyMaterial[] | null

/** What brings a key to its next material: imported keys need one first, and multi-Region ones in every Region. */
export function nextRotation(
  { origin }: Pick<KeyRow, 'origin'>,
  materials: Materials,
): 'rotate' | 'import' | 'replicas' {
  if (origin !== 'EXTERNAL' || materials?.some(({ state }) => state === 'PENDING_ROTATION') === true) {
    return 'rotate'
  }
  return waitsForReplicas(materials) === null ? 'import' : 'replicas'
}

/** The material that a primary key has and not yet all of its replicas. KMS.md section 1. */
export function waitsForReplicas(materials: Materials): KeyMaterial | null {
  return materials?.find(({ state }) => state === 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION') ?? null
}

/** Whether a replica was given a material; null where its materials are not known. */
export function hasMaterial(materials: Materials | undefined, id: string): boolean | null {
  if (materials === undefined || materials === null) return null
  return materials.some((each) => each.id === id && each.importState !== 'PENDING_IMPORT')
}
