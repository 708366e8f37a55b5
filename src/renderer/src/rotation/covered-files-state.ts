import type { CoverageSelection } from '../../../shared/model/coverage.ts'
import { smallStore } from '../data/small-store.ts'

/** The known files that are shown in the drawer; null = it is closed. */
export interface ShownFiles {
  readonly title: string
  readonly selection: CoverageSelection
}

/** Which known files the drawer shows. */
export const shownFiles = smallStore<ShownFiles | null>(null)
