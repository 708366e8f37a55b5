import type { CoverageSelection, CoverageSummary } from '../../../shared/model/coverage.ts'
import type { ListedKeys } from './coverage-key.ts'
import type { KnownFilesPage, KnownFilesQuery } from './coverage-store.ts'

/**
 * Which known files depend on which key material: docs/adr/0011. Everything recorded before is counted. Every method
 * throws CATALOG_UNAVAILABLE, CATALOG_NEWER_VERSION.
 */
export interface CatalogCoverage {
  summary(listed: ListedKeys): Promise<CoverageSummary>
  files(query: KnownFilesQuery): Promise<KnownFilesPage>
  /** Paths of every file under a selection, the last seen first; a file whose path is not known is left out. */
  paths(listed: ListedKeys, selection: CoverageSelection): Promise<readonly string[]>
}
