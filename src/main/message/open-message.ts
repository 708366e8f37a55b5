import { timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../secret/secret.ts'
import { suiteOf } from './algorithm-suite.ts'
import type { SuiteId } from './algorithm-suite.ts'
import { deriveMessageKeys } from './derive-message-keys.ts'
import type { EncryptionContext } from './encryption-context.ts'
import { verifyHeaderTag } from './header-tag.ts'
import { defaultMessageLimits } from './message-limits.ts'
import type { MessageLimits } from './message-limits.ts'
import type { ContentType, ParsedHeader } from './parsed-header.ts'

/** Leave to open the body of one message. Can be posted to a worker thread. */
export interface OpenTicket {
  readonly key: KeyObject
  readonly messageId: Uint8Array
  readonly contentType: ContentType
  /** Content bytes of a regular frame; 0 where the body is not framed. */
  readonly frameLength: number
  /** Most content bytes that are held before they are authenticated. */
  readonly maxContentLength: number
  readonly suite: SuiteId
  /** Where the body begins in the file. */
  readonly headerLength: number
}

export interface OpenRequest {
  readonly header: ParsedHeader
  /** Stays the caller's, who wipes it. */
  readonly dataKey: Secret
  /** Pairs that the header leaves out: `required` of `reconcileContext`. */
  readonly requiredContext?: EncryptionContext
  readonly limits?: MessageLimits
}

/**
 * Authenticates a header: commitment first, in constant time, then the header tag. The header's fields may be
 * shown and used only after this returned. FORMAT.md sections 7 and 12. Throws DATA_KEY_DAMAGED,
 * COMMITMENT_MISMATCH, MESSAGE_DAMAGED.
 */
export function openMessage(request: OpenRequest): OpenTicket {
  const { header, dataKey, requiredContext = new Map<string, string>() } = request
  const { maxFrameLength } = request.limits ?? defaultMessageLimits
  const suite = suiteOf(header.suite)
  const { frameKey, commitment } = deriveMessageKeys(suite, dataKey, header.messageId)
  if (!timingSafeEqual(commitment, header.commitment)) {
    throw new VaultError(
      'COMMITMENT_MISMATCH',
      'the data key is not the one this message was made with; the message was changed or forged',
    )
  }
  const { headerBody } = header
  verifyHeaderTag(header.tag, { suite, frameKey, headerBody, required: requiredContext })
  return {
    key: frameKey,
    messageId: header.messageId,
    contentType: header.contentType,
    frameLength: header.frameLength,
    maxContentLength: header.contentType === 'framed' ? header.frameLength : maxFrameLength,
    suite: header.suite,
    headerLength: header.headerLength,
  }
}
