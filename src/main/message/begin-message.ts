import { randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../secret/secret.ts'
import { suiteOf } from './algorithm-suite.ts'
import type { AlgorithmSuite, SuiteId, WritableSuiteId } from './algorithm-suite.ts'
import { join } from './bytes.ts'
import { deriveMessageKeys } from './derive-message-keys.ts'
import type { EncryptedDataKey } from './encrypted-data-key.ts'
import { checkCallerContext } from './encryption-context-rules.ts'
import type { EncryptionContext } from './encryption-context.ts'
import { makeHeaderTag } from './header-tag.ts'
import type { SignatureTicket } from './message-signature.ts'
import { SharedClaims } from './shared-claims.ts'
import { splitContext } from './split-context.ts'
import type { SigningKey } from './signing-key.ts'
import { writeHeaderBody } from './write-header.ts'

/** Leave to seal the frames of one message, each once. Can be posted to one or more worker threads. */
export interface SealTicket {
  readonly key: KeyObject
  readonly messageId: Uint8Array
  readonly frameLength: number
  readonly suite: SuiteId
  /** Signs the message while it is written; null where the suite does not sign. */
  readonly signature: SignatureTicket | null
  /** Which frames somebody has begun to seal: `SharedClaims`. Every copy of the ticket in every thread shares it. */
  readonly claims: SharedArrayBuffer
}

/** A message whose header is made and whose frames are not. */
export interface OutgoingMessage {
  /** Header body and authentication, as they go into the file. */
  readonly header: Uint8Array
  readonly messageId: Uint8Array
  /**
   * The one ticket of this message. A second call throws SEALER_SPENT, whatever became of the first.
   */
  handOver(): SealTicket
}

export interface MessageRequest {
  /** Default 0478. */
  readonly suite?: WritableSuiteId
  /** What `prepareContext` made for this message alone; absent or null for a suite that does not sign. */
  readonly signingKey?: SigningKey | null
  /** Stays the caller's, who wipes it. */
  readonly dataKey: Secret
  readonly encryptedDataKeys: readonly EncryptedDataKey[]
  /** The full encryption context, as the keyrings were given it. */
  readonly context: EncryptionContext
  /** Content bytes of a frame, 1..2^32-1. */
  readonly frameLength: number
  /**
   * Keys of pairs that are authenticated and not stored: whoever opens the message must give them. FORMAT.md
   * section 13.
   */
  readonly requiredContextKeys?: ReadonlySet<string>
  /** Source of the message id; tests fix it. */
  readonly random?: (length: number) => Uint8Array
}

/**
 * Begins a message: a fresh message id, keys derived, header serialized and tagged. Each call makes another
 * message. Throws INVALID_REQUEST, NO_DOORS_CHOSEN, ENCRYPTION_CONTEXT_INVALID, DATA_KEY_DAMAGED.
 */
export function beginMessage(request: MessageRequest): OutgoingMessage {
  const { dataKey, encryptedDataKeys, frameLength, random = randomBytes } = request
  const suite = suiteOf(request.suite ?? '0478')
  const { stored, required } = splitContext(checkedContext(suite, request), request.requiredContextKeys)
  const messageId = new Uint8Array(random(suite.messageIdLength))
  const { frameKey, commitment } = deriveMessageKeys(suite, dataKey, messageId)
  if (commitment === null) throw new VaultError('INVALID_REQUEST', 'messages are written with key commitment')
  const headerBody = writeHeaderBody({
    suite,
    messageId,
    context: stored,
    encryptedDataKeys,
    frameLength,
    commitment,
  })
  const header = join([headerBody, makeHeaderTag({ suite, frameKey, headerBody, required })])
  const signature = signatureTicket(suite, request, header)
  const claims = SharedClaims.memory()
  const ticket = { key: frameKey, messageId, frameLength, suite: suite.id, signature, claims }
  return { header, messageId, handOver: once(ticket) }
}

/** The caller's pairs and, where the suite signs, the public key of the very pair that will sign. */
function checkedContext(suite: AlgorithmSuite, { context, signingKey }: MessageRequest): EncryptionContext {
  if ((suite.signature !== 'none') !== Boolean(signingKey)) {
    throw new VaultError('INVALID_REQUEST', 'a signing key is given if and only if the suite signs')
  }
  checkCallerContext(context, signingKey?.publicKeyText)
  return context
}

function signatureTicket(
  { signature: algorithm }: AlgorithmSuite,
  { signingKey }: MessageRequest,
  header: Uint8Array,
): SignatureTicket | null {
  return algorithm === 'none' || !signingKey ? null : { algorithm, key: signingKey.privateKey, header }
}

function once(ticket: SealTicket): () => SealTicket {
  let left: SealTicket | undefined = ticket
  return () => {
    if (left === undefined) {
      throw new VaultError('SEALER_SPENT', 'this message is already being sealed; begin a new message')
    }
    const given = left
    left = undefined
    return given
  }
}
