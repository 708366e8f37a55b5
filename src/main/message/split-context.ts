import { VaultError } from '../../shared/vault-error.ts'
import { publicKeyPair } from './encryption-context-rules.ts'
import type { EncryptionContext } from './encryption-context.ts'

/** A full context by where its pairs go: into the header, or only behind it. */
export interface SplitContext {
  readonly stored: EncryptionContext
  readonly required: EncryptionContext
}

/**
 * Takes the pairs of `requiredKeys` out of what the header stores. FORMAT.md section 13. Throws
 * ENCRYPTION_CONTEXT_INVALID for a key that the context does not have, and for the public key, which readers need.
 */
export function splitContext(
  context: EncryptionContext,
  requiredKeys: ReadonlySet<string> = new Set(),
): SplitContext {
  const stored = new Map(context)
  const required = new Map<string, string>()
  for (const key of requiredKeys) {
    const value = context.get(key)
    if (value === undefined || key === publicKeyPair) {
      throw new VaultError('ENCRYPTION_CONTEXT_INVALID', 'a required encryption context key was not given')
    }
    required.set(key, value)
    stored.delete(key)
  }
  return { stored, required }
}
