import type { SuiteId } from './algorithm-suite.ts'
import type { EncryptedDataKey } from './encrypted-data-key.ts'
import type { EncryptionContext } from './encryption-context.ts'

export type ContentType = 'framed' | 'nonFramed'

/**
 * A header as it was read: nothing in it is authenticated until `openMessage` returned. Every array is a
 * copy.
 */
export interface ParsedHeader {
  readonly suite: SuiteId
  readonly version: 1 | 2
  readonly messageId: Uint8Array
  /** The stored pairs. */
  readonly context: EncryptionContext
  readonly encryptedDataKeys: readonly EncryptedDataKey[]
  readonly contentType: ContentType
  /** Content bytes of a regular frame; 0 where the body is not framed. */
  readonly frameLength: number
  /** 32 bytes; null in version 1, which does not commit. */
  readonly commitment: Uint8Array | null
  /** The serialized body as it was received: the AAD of the tag. */
  readonly headerBody: Uint8Array
  /** The IV of the tag: stored in version 1, all zero in version 2. */
  readonly tagIv: Uint8Array
  readonly tag: Uint8Array
  /** Bytes of header body and authentication: where the message's body begins. */
  readonly headerLength: number
}
