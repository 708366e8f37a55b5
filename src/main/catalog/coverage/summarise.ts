import type { CoverageSummary, KeyCoverage, MaterialCoverage } from '../../../shared/model/coverage.ts'
import type { CoverageCell, FamilyUse } from './coverage-cells.ts'
import type { KeyFamily } from './key-families.ts'

/** A cell, and how many known files are in it. */
export interface CountedCell extends CoverageCell {
  readonly files: number
}

/** How a file stands over all listed keys: one older material makes it older. */
export type FileStanding = FamilyUse['standing'] | 'otherKey'

/** See `FileStanding`. A file under no listed key is under another one. */
export function standingOf({ uses }: Pick<CoverageCell, 'uses'>): FileStanding {
  if (uses.length === 0) return 'otherKey'
  const standings = new Set(uses.map(({ standing }) => standing))
  return standings.has('older') ? 'older' : standings.has('current') ? 'current' : 'notKnown'
}

/** Whether what `standingOf` says was told by dates alone. */
export function isEstimated(cell: Pick<CoverageCell, 'uses'>): boolean {
  const standing = standingOf(cell)
  const deciding = cell.uses.filter((use) => use.standing === standing)
  return deciding.length > 0 && deciding.every(({ estimated }) => estimated)
}

/** The keys of a cell's files that open them in the state they are in now. */
export function openersOf(
  { uses }: Pick<CoverageCell, 'uses'>,
  families: ReadonlyMap<string, KeyFamily>,
): readonly string[] {
  return uses.flatMap(({ family }) =>
    (families.get(family)?.keys ?? []).flatMap(({ keyId, opens }) => (opens ? keyId : [])),
  )
}

/** Adds up cells: over all files, and for each listed key that some file depends on. */
export function summarise(
  cells: readonly CountedCell[],
  families: ReadonlyMap<string, KeyFamily>,
): CoverageSummary {
  const keys = new Map<string, KeySums>()
  const sums = { files: 0, current: 0, older: 0, otherKey: 0, notKnown: 0, estimated: 0 }
  for (const cell of cells) {
    sums.files += cell.files
    sums[standingOf(cell)] += cell.files
    if (isEstimated(cell)) sums.estimated += cell.files
    addToKeys(keys, cell, families)
  }
  const { notKnown: _notKnown, ...told } = sums
  return { ...told, keys: [...keys].map(([keyId, sum]) => coverageOf(keyId, sum)) }
}

interface KeySums extends Omit<KeyCoverage, 'keyId' | 'materials'> {
  files: number
  current: number
  older: number
  estimated: number
  onlyDoor: number
  recoverable: number
  readonly materials: Map<string | null, { files: number; estimated: number }>
}

function addToKeys(
  keys: Map<string, KeySums>,
  cell: CountedCell,
  families: ReadonlyMap<string, KeyFamily>,
): void {
  const openers = openersOf(cell, families)
  for (const use of cell.uses) {
    for (const { keyId } of families.get(use.family)?.keys ?? []) {
      const sum = keys.get(keyId) ?? noFiles()
      keys.set(keyId, sum)
      addUse(sum, use, cell.files)
      if (!openers.every((opener) => opener === keyId)) continue
      sum.onlyDoor += cell.files
      if (cell.recoverable) sum.recoverable += cell.files
    }
  }
}

const noFiles = (): KeySums => ({
  files: 0,
  current: 0,
  older: 0,
  estimated: 0,
  onlyDoor: 0,
  recoverable: 0,
  materials: new Map(),
})

function addUse(sum: KeySums, { keyMaterialId, standing, estimated }: FamilyUse, files: number): void {
  const material = sum.materials.get(keyMaterialId) ?? { files: 0, estimated: 0 }
  sum.materials.set(keyMaterialId, material)
  sum.files += files
  material.files += files
  if (standing !== 'notKnown') sum[standing] += files
  if (!estimated) return
  sum.estimated += files
  material.estimated += files
}

function coverageOf(keyId: string, { materials, ...sums }: KeySums): KeyCoverage {
  const byMaterial = [...materials].map(([keyMaterialId, files]): MaterialCoverage => ({
    keyMaterialId,
    ...files,
  }))
  return { keyId, ...sums, materials: byMaterial }
}
