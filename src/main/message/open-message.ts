import { timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../secret/secret.ts'
import { suiteOf } from './algorithm-suite.ts'
import type { AlgorithmSuite, SuiteId } from './algorithm-suite.ts'
import { join } from './bytes.ts'
import { deriveMessageKeys } from './derive-message-keys.ts'
import type { EncryptionContext } from './encryption-context.ts'
import { publicKeyPair } from './encryption-context-rules.ts'
import { verifyHeaderTag } from './header-tag.ts'
import { defaultMessageLimits } from './message-limits.ts'
import type { MessageLimits } from './message-limits.ts'
import type { SignatureTicket } from './message-signature.ts'
import type { ContentType, ParsedHeader } from './parsed-header.ts'
import { publicKeyOfText } from './public-key-of-text.ts'
import { checkReadingPolicy } from './reading-policy.ts'

/** Leave to open the body of one message. Can be posted to a worker thread. */
export interface OpenTicket {
  readonly key: KeyObject
  readonly messageId: Uint8Array
  readonly contentType: ContentType
  /** Content bytes of a regular frame; 0 where the body is not framed. */
  readonly frameLength: number
  /** Most content bytes of one frame, or of the whole body where it is not framed. */
  readonly maxContentLength: number
  readonly suite: SuiteId
  /** Verifies the signature while the message is read; null where the suite does not sign. */
  readonly signature: SignatureTicket | null
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
 * Authenticates a header: policy again, commitment in constant time, then the header tag. The header's fields may be
 * shown and used only after this returned. FORMAT.md sections 6, 7 and 12. Throws COMMITMENT_REQUIRED,
 * MESSAGE_UNSUPPORTED, DATA_KEY_DAMAGED, COMMITMENT_MISMATCH, MESSAGE_DAMAGED, MESSAGE_MALFORMED.
 */
export function openMessage(request: OpenRequest): OpenTicket {
  const { header, dataKey, requiredContext = new Map<string, string>() } = request
  const { limits = defaultMessageLimits } = request
  checkReadingPolicy(header, limits)
  const suite = suiteOf(header.suite)
  const { frameKey, commitment } = deriveMessageKeys(suite, dataKey, header.messageId)
  checkCommitment(commitment, header.commitment)
  const { headerBody } = header
  verifyHeaderTag(header, { suite, frameKey, headerBody, required: requiredContext })
  const { maxFrameLength, maxNonFramedLength } = limits
  return {
    key: frameKey,
    messageId: header.messageId,
    contentType: header.contentType,
    frameLength: header.frameLength,
    maxContentLength: header.contentType === 'framed' ? maxFrameLength : maxNonFramedLength,
    suite: header.suite,
    signature: signatureTicket(suite, header),
    headerLength: header.headerLength,
  }
}

function checkCommitment(derived: Uint8Array | null, stored: Uint8Array | null): void {
  if (derived === null && stored === null) return
  if (derived !== null && stored !== null && timingSafeEqual(derived, stored)) return
  throw new VaultError(
    'COMMITMENT_MISMATCH',
    'the data key is not the one this message was made with; the message was changed or forged',
  )
}

/** The header parsed, so a suite that signs has its public key stored. */
function signatureTicket(
  { signature: algorithm }: AlgorithmSuite,
  header: ParsedHeader,
): SignatureTicket | null {
  if (algorithm === 'none') return null
  const key = publicKeyOfText(algorithm, header.context.get(publicKeyPair) ?? '')
  const authentication = header.version === 1 ? [header.tagIv, header.tag] : [header.tag]
  return { algorithm, key, header: join([header.headerBody, ...authentication]) }
}
