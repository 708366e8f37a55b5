import type { VaultErrorCode, VaultErrorFacts } from '../../../../shared/vault-error.ts'

/** What a person reads of an error: what happened, why, and what to do, each one line. */
export interface ErrorText {
  readonly title: string
  readonly why: string
  readonly next: string
}

/** The words for one code, filled in from the facts that came with it. */
export type ErrorWords = ErrorText | ((facts: VaultErrorFacts) => ErrorText)

/** A part of the table. A key that is no code does not compile. */
export type ErrorWordsByCode = Partial<Record<VaultErrorCode, ErrorWords>>
