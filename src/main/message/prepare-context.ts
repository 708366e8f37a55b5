import { suiteOf } from './algorithm-suite.ts'
import type { WritableSuiteId } from './algorithm-suite.ts'
import { checkCallerContext, publicKeyPair } from './encryption-context-rules.ts'
import type { EncryptionContext } from './encryption-context.ts'
import { makeSigningKey } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'

/** What one message needs before its data key is wrapped. */
export interface PreparedContext {
  /** The full encryption context: for keyrings and for `beginMessage`. */
  readonly context: EncryptionContext
  /** Null where the suite does not sign. */
  readonly signingKey: SigningKey | null
}

/**
 * Prepares the encryption context of one message: where the suite signs, a key pair is made for it and its public key
 * is added to a copy of the caller's pairs. FORMAT.md sections 10 and 13. Throws ENCRYPTION_CONTEXT_INVALID.
 */
export function prepareContext(suite: WritableSuiteId, callerContext: EncryptionContext): PreparedContext {
  checkCallerContext(callerContext)
  const { signature } = suiteOf(suite)
  if (signature === 'none') return { context: callerContext, signingKey: null }
  const signingKey = makeSigningKey(signature)
  return { context: new Map([...callerContext, [publicKeyPair, signingKey.publicKeyText]]), signingKey }
}
