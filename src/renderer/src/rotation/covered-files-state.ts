import type { CoverageSelection, KeyCoverage } from '../../../shared/model/coverage.ts'
import { smallStore } from '../data/small-store.ts'
import { rotationText } from '../words/rotation-text.ts'

/** The known files that are shown in the drawer; null = it is closed. */
export interface ShownFiles {
  readonly title: string
  readonly selection: CoverageSelection
}

/** Which known files the drawer shows. */
export const shownFiles = smallStore<ShownFiles | null>(null)

/** Of a key that may stop: the files that only it opens, or all of its files where each has another door. */
export const filesAtStake = ({
  keyId,
  onlyDoor,
}: Pick<KeyCoverage, 'keyId' | 'onlyDoor'>): CoverageSelection => ({
  keyId,
  which: onlyDoor > 0 ? 'onlyDoor' : 'all',
  keyMaterialId: null,
})

/** Opens the drawer with the known files at stake of a key. */
export function showFilesAtStake(name: string, of: Pick<KeyCoverage, 'keyId' | 'onlyDoor'>): void {
  const title = of.onlyDoor > 0 ? rotationText.filesOnly(name) : rotationText.filesOf(name)
  shownFiles.set({ title, selection: filesAtStake(of) })
}
