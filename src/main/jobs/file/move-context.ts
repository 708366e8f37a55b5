import type { WritableSuiteId } from '../../message/algorithm-suite.ts'
import { callerPairsOf } from '../../message/encryption-context-rules.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import { prepareContext } from '../../message/prepare-context.ts'
import type { PreparedContext } from '../../message/prepare-context.ts'
import type { OpenedHeader } from './open-header.ts'

/** The context of the new message of a move; `context` of it holds all pairs, for keyrings. */
export interface MovedContext extends PreparedContext {
  /** The pairs among them that the new header leaves out, because the old one did. */
  readonly required: EncryptionContext
}

/**
 * The pairs of an old message for a new one, so that a move loses none: stored ones stay stored, and what had to be
 * given to open the old message has to be given to open the new one. `added` pairs are stored, and count where a key is
 * in both. Throws ENCRYPTION_CONTEXT_INVALID.
 */
export function moveContext(
  suite: WritableSuiteId,
  old: Pick<OpenedHeader, 'header' | 'required'>,
  added: EncryptionContext = new Map(),
): MovedContext {
  const required = new Map([...old.required].filter(([key]) => !added.has(key)))
  const stored = callerPairsOf(old.header.context)
  return { ...prepareContext(suite, new Map([...stored, ...required, ...added])), required }
}
