import type { CoverageSelection } from '../../../shared/model/coverage.ts'
import { keyFamilyOf } from '../../../shared/kms/key-family.ts'
import type { CoverageCell } from './coverage-cells.ts'
import type { KeyFamily } from './key-families.ts'
import { openersOf, standingOf } from './summarise.ts'

/** Whether the files of a cell are among those that a person selected. Without a key, all keys are meant. */
export function isSelected(
  cell: CoverageCell,
  { keyId, which, keyMaterialId }: CoverageSelection,
  families: ReadonlyMap<string, KeyFamily>,
): boolean {
  const family = keyId === null ? null : keyFamilyOf(keyId)
  const uses = cell.uses.filter((use) => family === null || use.family === family)
  switch (which) {
    case 'all':
      return family === null || uses.length > 0
    case 'older':
      return family === null ? standingOf(cell) === 'older' : uses.some((use) => use.standing === 'older')
    case 'material':
      return uses.some((use) => use.keyMaterialId === keyMaterialId)
    case 'otherKey':
      return cell.uses.length === 0
    case 'onlyDoor': {
      const openers = openersOf(cell, families)
      return uses.length > 0 && (keyId === null ? openers.length <= 1 : openers.every((key) => key === keyId))
    }
  }
}
