import { createHash } from 'node:crypto'
import { serializeEncryptionContext } from '../../message/encryption-context-codec.ts'
import { publicKeyPair } from '../../message/encryption-context-rules.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'

/**
 * SHA-256 of the pairs that a new message would take over from this one, as text: all but the public key, which is one
 * message's own.
 */
export function contextDigest(context: EncryptionContext): string {
  const kept = new Map([...context].filter(([key]) => key !== publicKeyPair))
  return createHash('sha256').update(serializeEncryptionContext(kept)).digest('base64')
}
