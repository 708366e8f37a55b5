import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { join } from './bytes.ts'
import { serializeEncryptionContext } from './encryption-context-codec.ts'
import type { EncryptionContext } from './encryption-context.ts'
import { ivLength, tagLength } from './frame-layout.ts'

/** What a header tag authenticates. */
export interface HeaderTagInput {
  readonly suite: AlgorithmSuite
  readonly frameKey: KeyObject
  /** The header body as it is or was on the wire. */
  readonly headerBody: Uint8Array
  /** Pairs that are authenticated and not stored. Usually none. */
  readonly required: EncryptionContext
}

/**
 * The header's GCM tag: empty plaintext, all-zero IV, AAD = header body followed by EC(required-only pairs).
 * FORMAT.md section 2. One header per message id, ever: a second tag under the same key would reuse the nonce
 * (section 18).
 */
export function makeHeaderTag(input: HeaderTagInput): Uint8Array {
  const cipher = createCipheriv(input.suite.cipher, input.frameKey, new Uint8Array(ivLength), {
    authTagLength: tagLength,
  })
  cipher.setAAD(aadOf(input))
  cipher.final()
  return cipher.getAuthTag()
}

/** Checks a header's tag. Throws MESSAGE_DAMAGED where header, context or key is not what the writer had. */
export function verifyHeaderTag(tag: Uint8Array, input: HeaderTagInput): void {
  const decipher = createDecipheriv(input.suite.cipher, input.frameKey, new Uint8Array(ivLength), {
    authTagLength: tagLength,
  })
  decipher.setAAD(aadOf(input))
  decipher.setAuthTag(tag)
  try {
    decipher.final()
  } catch (cause) {
    throw new VaultError(
      'MESSAGE_DAMAGED',
      'the header of this message was changed after it was written; get a fresh copy of the file',
      { cause, facts: { part: 'header' } },
    )
  }
}

function aadOf(input: HeaderTagInput): Uint8Array {
  return join([input.headerBody, serializeEncryptionContext(input.required)])
}
