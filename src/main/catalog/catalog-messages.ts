import type { VaultErrorCode, VaultErrorFacts } from '../../shared/vault-error.ts'
import type { CoverageSummary } from '../../shared/model/coverage.ts'
import type { KeyRow } from '../../shared/model/key.ts'
import type { CatalogPage, CatalogQuery, CatalogRow, KeptRecord } from './catalog.ts'
import type { StoredMaterials } from './cached-keys/stored-keys.ts'
import type { KnownFilesPage, KnownFilesQuery } from './coverage/coverage-store.ts'

/** What the thread is asked, and what each question is answered with. */
export interface CatalogAnswers {
  add: { readonly ask: { readonly records: readonly KeptRecord[] }; answer: null }
  list: { readonly ask: CatalogQuery; answer: CatalogPage }
  rows: { readonly ask: { readonly ids: readonly number[] }; answer: readonly CatalogRow[] }
  knowsHeader: { readonly ask: { readonly headerHash: string }; answer: boolean }
  clear: { readonly ask: { readonly what: 'all' | 'paths' }; answer: null }
  keyRows: { readonly ask: { readonly connectionId: string }; answer: readonly KeyRow[] }
  keepKeys: {
    readonly ask: { readonly connectionId: string; readonly rows: readonly KeyRow[] }
    answer: null
  }
  /** `others` null = all keys of the connection. */
  dropKeys: {
    readonly ask: {
      readonly connectionId: string
      readonly others: { readonly region: string; readonly foundArns: readonly string[] } | null
    }
    answer: null
  }
  materials: { readonly ask: { readonly arns: readonly string[] }; answer: readonly StoredMaterials[] }
  keepMaterials: { readonly ask: StoredMaterials; answer: null }
  coverage: { readonly ask: Pick<KnownFilesQuery, 'listed'>; answer: CoverageSummary }
  coveredFiles: { readonly ask: KnownFilesQuery; answer: KnownFilesPage }
  coveredPaths: { readonly ask: Pick<KnownFilesQuery, 'listed' | 'selection'>; answer: readonly string[] }
}

export type CatalogQuestion = {
  [Kind in keyof CatalogAnswers]: { readonly kind: Kind; readonly ask: CatalogAnswers[Kind]['ask'] }
}[keyof CatalogAnswers]

/** To the thread: questions are answered in the order they came. */
export interface ToCatalog {
  readonly id: number
  readonly question: CatalogQuestion
}

export type FromCatalog =
  | { readonly id: number; readonly answer: CatalogAnswers[keyof CatalogAnswers]['answer'] }
  | {
      readonly id: number
      readonly failed: {
        readonly code: VaultErrorCode
        readonly message: string
        readonly facts: VaultErrorFacts
      }
    }

/** How the thread is told where its file is. */
export interface CatalogWorkerData {
  readonly path: string
}
