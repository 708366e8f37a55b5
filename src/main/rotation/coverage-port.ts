import path from 'node:path'
import type {
  CoveredFile,
  CoveredFiles,
  CoverageSelection,
  CoverageSummary,
} from '../../shared/model/coverage.ts'
import type { KeyRow } from '../../shared/model/key.ts'
import type { CatalogCoverage } from '../catalog/coverage/catalog-coverage.ts'
import type { KnownFile } from '../catalog/coverage/coverage-store.ts'
import { coverageKeyOfKit, coverageKeysOf } from './coverage-keys.ts'

/** Which known files depend on which key material, over the keys of both services. Every method throws as the catalog does. */
export interface CoveragePort {
  summary(): Promise<CoverageSummary>
  files(query: {
    readonly selection: CoverageSelection
    readonly before: number | null
    readonly limit: number
  }): Promise<CoveredFiles>
  /** Paths of every file under a selection, for a plan: never for the page. */
  paths(selection: CoverageSelection): Promise<readonly string[]>
}

export interface CoverageOptions {
  readonly coverage: CatalogCoverage
  /** Every key that is listed now; `local` is null while the keystore cannot be read. */
  readonly rows: () => Promise<{
    readonly local: readonly KeyRow[] | null
    readonly aws: readonly KeyRow[]
  }>
  /** Fingerprints of the recovery kits that were made here: which files have their doors is asked for by these. */
  readonly kits?: () => Promise<readonly string[]>
  /** A folder as a person reads it. */
  readonly labelFolder: (folder: string) => string
}

/** Coverage as the page sees it: names and labels, never a path. */
export function createCoverage({ coverage, rows, kits, labelFolder }: CoverageOptions): CoveragePort {
  const listed = async () => {
    const { local, aws } = await rows()
    const fingerprints = (await kits?.().catch(() => [])) ?? []
    const keys = [...coverageKeysOf([...(local ?? []), ...aws]), ...fingerprints.map(coverageKeyOfKit)]
    return { keys, isLocalRead: local !== null }
  }
  return {
    summary: async () => coverage.summary(await listed()),
    files: async (query) => {
      const { files, next, total } = await coverage.files({ listed: await listed(), ...query })
      return { files: files.map((file) => shown(file, labelFolder)), next, total }
    },
    paths: async (selection) => coverage.paths(await listed(), selection),
  }
}

function shown(
  { place, doors, ...file }: KnownFile,
  labelFolder: CoverageOptions['labelFolder'],
): CoveredFile {
  return {
    ...file,
    name: place === null ? null : path.basename(place),
    folder: place === null ? null : labelFolder(path.dirname(place)),
    doors: doors.map(({ label }) => label),
  }
}
