import { assertNever } from '../../../shared/assert-never.ts'
import type { CatalogAnswers, CatalogQuestion } from '../catalog-messages.ts'
import type { StoredKeys } from './stored-keys.ts'

const kinds = ['keyRows', 'keepKeys', 'dropKeys', 'materials', 'keepMaterials'] as const
type KeyKind = (typeof kinds)[number]

/** A question about keys as they were last read. */
export type KeyQuestion = Extract<CatalogQuestion, { readonly kind: KeyKind }>

const ofKeys: ReadonlySet<string> = new Set(kinds)

/** Whether a question is about keys. */
export function isOfKeys(question: CatalogQuestion): question is KeyQuestion {
  return ofKeys.has(question.kind)
}

/** Answers a question about keys. Throws SQLite's errors. */
export function answerOfKeys(
  keys: StoredKeys,
  { kind, ask }: KeyQuestion,
): CatalogAnswers[KeyKind]['answer'] {
  switch (kind) {
    case 'keyRows':
      return keys.rows(ask.connectionId)
    case 'keepKeys':
      keys.keep(ask.connectionId, ask.rows)
      return null
    case 'dropKeys':
      if (ask.others === null) keys.forget(ask.connectionId)
      else keys.dropOthers(ask.connectionId, ask.others.region, ask.others.foundArns)
      return null
    case 'materials':
      return keys.materials(ask.arns)
    case 'keepMaterials':
      keys.keepMaterials(ask)
      return null
    default:
      return assertNever(kind)
  }
}
