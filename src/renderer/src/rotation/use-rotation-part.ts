import type { KeyRow } from '../../../shared/model/key.ts'
import { useKeyPart } from '../data/key-queries.ts'

/** The materials and the rotation status of a key of AWS KMS, as its Rotation tab shows them. */
export const useRotationPart = (row: KeyRow) => useKeyPart('key.rotation', row.ref)
