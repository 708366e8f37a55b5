import { VaultError } from '../../shared/vault-error.ts'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import type { EncryptionContext } from './encryption-context.ts'

const reservedPrefix = 'aws-crypto-'
/** The pair that holds the public key of a message that is signed. FORMAT.md section 10. */
export const publicKeyPair = 'aws-crypto-public-key'

/**
 * Refuses keys that the format keeps for itself. For what a person or caller gives, before anything is
 * wrapped; and again with the public key of the message, which must then be there. FORMAT.md sections 3 and 10.
 */
export function checkCallerContext(context: EncryptionContext, publicKeyText?: string): void {
  if (context.get(publicKeyPair) !== publicKeyText) throw reserved(publicKeyPair)
  for (const key of context.keys()) {
    if (key.startsWith(reservedPrefix) && key !== publicKeyPair) throw reserved(key)
  }
}

/** The pairs of a context that a caller gave, without those that the format keeps for itself. */
export function callerPairsOf(context: EncryptionContext): EncryptionContext {
  return new Map([...context].filter(([key]) => !key.startsWith(reservedPrefix)))
}

function reserved(key: string): VaultError {
  return new VaultError(
    'ENCRYPTION_CONTEXT_INVALID',
    `encryption context keys that start with ${reservedPrefix} are reserved; choose another name`,
    { facts: { pair: key.slice(0, 256), reason: 'reserved' } },
  )
}

/**
 * A suite that signs has its public key in the stored context, and one that does not has none. FORMAT.md
 * section 10.
 */
export function checkPublicKeyPresence(suite: AlgorithmSuite, stored: EncryptionContext): void {
  if (stored.has(publicKeyPair) === (suite.signature !== 'none')) return
  throw new VaultError(
    'MESSAGE_MALFORMED',
    'the message is not valid: its public key pair does not fit its algorithm suite',
    { facts: { suite: suite.id } },
  )
}

/** The contexts of a message that is opened with pairs the caller gives. FORMAT.md section 13. */
export interface ReconciledContext {
  /** Stored and required pairs: for keyrings. */
  readonly full: EncryptionContext
  /** Pairs that the header leaves out: authenticated behind the header body. */
  readonly required: EncryptionContext
}

/**
 * Joins the pairs stored in a header with the pairs the opener gives. Throws ENCRYPTION_CONTEXT_MISMATCH
 * where both have a key and the values differ, and ENCRYPTION_CONTEXT_INVALID for a reserved key that is not
 * stored: the public key comes from the header alone.
 */
export function reconcileContext(
  stored: EncryptionContext,
  reproduced: EncryptionContext,
): ReconciledContext {
  const full = new Map(stored)
  const required = new Map<string, string>()
  for (const [key, value] of reproduced) {
    if (!stored.has(key)) {
      checkCallerContext(new Map([[key, value]]))
      required.set(key, value)
      full.set(key, value)
    } else if (stored.get(key) !== value) {
      throw new VaultError(
        'ENCRYPTION_CONTEXT_MISMATCH',
        'the encryption context given is not the one this message was made with',
        { facts: { pair: key.slice(0, 256) } },
      )
    }
  }
  return { full, required }
}
