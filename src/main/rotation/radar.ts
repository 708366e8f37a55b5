import type { KeyCoverage, RadarEntry } from '../../shared/model/coverage.ts'
import type { KeyMaterial } from '../../shared/model/key-page.ts'
import type { KeyRow } from '../../shared/model/key.ts'
import { doorNameOf } from './coverage-keys.ts'

export interface RadarFacts {
  readonly rows: readonly KeyRow[]
  readonly covered: readonly KeyCoverage[]
  /** By what doors call the key. */
  readonly materials: ReadonlyMap<string, readonly KeyMaterial[]>
}

/**
 * What stops opening, and when: what stopped already comes first, then by date. A key that will be lost or will stop is
 * told even where no known file depends on it, since files may be unknown; one that is merely off is not.
 */
export function radarOf({ rows, covered, materials }: RadarFacts): RadarEntry[] {
  const byKey = new Map(covered.map((coverage) => [coverage.keyId, coverage]))
  const entries = rows.flatMap((row): RadarEntry[] => {
    const { files = 0, onlyDoor = 0, recoverable = 0 } = byKey.get(doorNameOf(row)) ?? {}
    const stop = stopOf(row, materials.get(doorNameOf(row)) ?? [])
    if (stop === null || !(files > 0 || (stop.isAhead && opensFiles(row)))) return []
    const named = { ref: row.ref, name: row.alias ?? row.keyId, where: row.region ?? 'this computer' }
    return [{ ...named, what: stop.what, at: stop.at, files, onlyDoor, recoverable }]
  })
  return entries.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '') || b.onlyDoor - a.onlyDoor)
}

interface Stop extends Pick<RadarEntry, 'what' | 'at'> {
  /** It is to come, or to become final. */
  readonly isAhead: boolean
}

function stopOf(row: KeyRow, materials: readonly KeyMaterial[]): Stop | null {
  switch (row.state) {
    case 'PendingDeletion':
    case 'PendingReplicaDeletion':
      return { what: 'deletion', at: row.deletionDate, isAhead: true }
    case 'Disabled':
      return { what: 'disabled', at: null, isAhead: false }
    case 'PendingImport':
      return { what: 'needsMaterial', at: null, isAhead: false }
    case 'Unavailable':
      return { what: 'unavailable', at: null, isAhead: false }
    default: {
      const at = expiryOf(row, materials)
      return at === null ? null : { what: 'expiry', at, isAhead: true }
    }
  }
}

/**
 * The first end of imported material. Any one that belongs to the key for good stops the whole key, older ones too: KMS.md
 * section 1. One that waits for its rotation is not the key's yet.
 */
function expiryOf({ validTo }: KeyRow, materials: readonly KeyMaterial[]): string | null {
  const ofMaterials = materials.flatMap((material) =>
    material.validTo !== null && !material.state.startsWith('PENDING') ? material.validTo : [],
  )
  const all = validTo === null ? ofMaterials : [...ofMaterials, validTo]
  return all.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
}

function opensFiles({ spec, usage, manager }: KeyRow): boolean {
  return spec === 'SYMMETRIC_DEFAULT' && usage === 'ENCRYPT_DECRYPT' && manager !== 'AWS'
}
