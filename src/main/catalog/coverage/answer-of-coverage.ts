import { assertNever } from '../../../shared/assert-never.ts'
import type { CatalogAnswers, CatalogQuestion } from '../catalog-messages.ts'
import type { CoverageStore } from './coverage-store.ts'

const kinds = ['coverage', 'coveredFiles', 'coveredPaths'] as const
type CoverageKind = (typeof kinds)[number]

/** A question about known files and the key materials they depend on. */
export type CoverageQuestion = Extract<CatalogQuestion, { readonly kind: CoverageKind }>

const ofCoverage: ReadonlySet<string> = new Set(kinds)

/** Whether a question is about coverage. */
export function isOfCoverage(question: CatalogQuestion): question is CoverageQuestion {
  return ofCoverage.has(question.kind)
}

/** Answers a question about coverage. Throws SQLite's errors. */
export function answerOfCoverage(
  store: CoverageStore,
  { kind, ask }: CoverageQuestion,
): CatalogAnswers[CoverageKind]['answer'] {
  switch (kind) {
    case 'coverage':
      return store.summary(ask.listed)
    case 'coveredFiles':
      return store.files(ask)
    case 'coveredPaths':
      return store.paths(ask)
    default:
      return assertNever(kind)
  }
}
