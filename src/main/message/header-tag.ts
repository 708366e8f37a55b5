import type { KeyObject } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import { openGcm, sealGcm } from './aes-gcm.ts'
import type { GcmUse } from './aes-gcm.ts'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { join } from './bytes.ts'
import { serializeEncryptionContext } from './encryption-context-codec.ts'
import type { EncryptionContext } from './encryption-context.ts'
import { ivLength } from './frame-layout.ts'

/** What a header tag authenticates. */
export interface HeaderTagInput {
  readonly suite: AlgorithmSuite
  readonly frameKey: KeyObject
  /** The header body as it is or was on the wire. */
  readonly headerBody: Uint8Array
  /** Pairs that are authenticated and not stored. Usually none. */
  readonly required: EncryptionContext
}

/** A header's tag and the IV it was made with: all zero, but version 1 stores one and readers take that. */
export interface HeaderTag {
  readonly tagIv: Uint8Array
  readonly tag: Uint8Array
}

/** The IV of every header tag that is written, and of version 2 on reading. */
export const zeroIv: Uint8Array = new Uint8Array(ivLength)
const nothing = new Uint8Array(0)

/**
 * The header's GCM tag: empty plaintext, all-zero IV, AAD = header body followed by EC(required-only pairs).
 * FORMAT.md section 2. One header per message id, ever: a second tag under the same key would reuse the nonce
 * (section 18).
 */
export function makeHeaderTag(input: HeaderTagInput): Uint8Array {
  return sealGcm(useOf(input, zeroIv), nothing).tag
}

/** Checks a header's tag. Throws MESSAGE_DAMAGED where header, context or key is not what the writer had. */
export function verifyHeaderTag({ tagIv, tag }: HeaderTag, input: HeaderTagInput): void {
  if (openGcm(useOf(input, tagIv), { ciphertext: nothing, tag }) !== null) return
  throw new VaultError(
    'MESSAGE_DAMAGED',
    'the header of this message was changed after it was written; get a fresh copy of the file',
    { facts: { part: 'header' } },
  )
}

function useOf({ suite, frameKey, headerBody, required }: HeaderTagInput, iv: Uint8Array): GcmUse {
  const aad = join([headerBody, serializeEncryptionContext(required)])
  return { cipher: suite.cipher, key: frameKey, iv, aad }
}
