import type { Timeline } from '../../shared/model/coverage.ts'
import type { KeyMaterial } from '../../shared/model/key-page.ts'
import type { KeyRow } from '../../shared/model/key.ts'

type Segment = Timeline['materials'][number]

/**
 * A key's materials by date, from what was read last. Where its rotations were not read, the one that its row names. The
 * first material is as old as the key.
 */
export function timelineOf(row: KeyRow, materials: readonly KeyMaterial[]): Timeline {
  const read = materials.map((material, index): Segment => ({
    id: material.id,
    from: material.rotatedAt ?? (index === 0 ? row.createdAt : null),
    current: material.state === 'CURRENT',
    pending: material.state.startsWith('PENDING'),
  }))
  return { ref: row.ref, materials: withCurrent(row, read) }
}

/** The row may have been read after the materials: the key was rotated in between. */
function withCurrent({ keyMaterialId, rotation, createdAt }: KeyRow, read: readonly Segment[]): Segment[] {
  if (keyMaterialId === null || read.some(({ id }) => id === keyMaterialId)) return [...read]
  const from = read.length === 0 ? (rotation?.lastAt ?? createdAt) : (rotation?.lastAt ?? null)
  const used = read.filter(({ pending }) => !pending).map((segment) => ({ ...segment, current: false }))
  const waiting = read.filter(({ pending }) => pending)
  return [...used, { id: keyMaterialId, from, current: true, pending: false }, ...waiting]
}
