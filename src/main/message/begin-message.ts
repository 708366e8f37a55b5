import { randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../secret/secret.ts'
import { suite0478 } from './algorithm-suite.ts'
import type { SuiteId } from './algorithm-suite.ts'
import { join } from './bytes.ts'
import { deriveMessageKeys } from './derive-message-keys.ts'
import type { EncryptedDataKey } from './encrypted-data-key.ts'
import { checkCallerContext } from './encryption-context-rules.ts'
import type { EncryptionContext } from './encryption-context.ts'
import { makeHeaderTag } from './header-tag.ts'
import { writeHeaderBody } from './write-header.ts'

/** Leave to seal the frames of one message, once. Can be posted to a worker thread. */
export interface SealTicket {
  readonly key: KeyObject
  readonly messageId: Uint8Array
  readonly frameLength: number
  readonly suite: SuiteId
}

/** A message whose header is made and whose frames are not. */
export interface OutgoingMessage {
  /** Header body and authentication, as they go into the file. */
  readonly header: Uint8Array
  readonly messageId: Uint8Array
  /**
   * The ticket for the one sealer of this message. A second call throws SEALER_SPENT, whatever became of the
   * first.
   */
  handOver(): SealTicket
}

export interface MessageRequest {
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
 * Begins a message under suite 0478: a fresh message id, keys derived, header serialized and tagged. Each
 * call makes another message. Throws INVALID_REQUEST, NO_DOORS_CHOSEN, ENCRYPTION_CONTEXT_INVALID,
 * DATA_KEY_DAMAGED.
 */
export function beginMessage(request: MessageRequest): OutgoingMessage {
  const { dataKey, encryptedDataKeys, context, frameLength, random = randomBytes } = request
  const suite = suite0478
  checkCallerContext(context)
  const messageId = new Uint8Array(random(suite.messageIdLength))
  const { stored, required } = splitContext(context, request.requiredContextKeys ?? new Set())
  const { frameKey, commitment } = deriveMessageKeys(suite, dataKey, messageId)
  const headerBody = writeHeaderBody({
    suite,
    messageId,
    context: stored,
    encryptedDataKeys,
    frameLength,
    commitment,
  })
  const header = join([headerBody, makeHeaderTag({ suite, frameKey, headerBody, required })])
  return { header, messageId, handOver: once({ key: frameKey, messageId, frameLength, suite: suite.id }) }
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

function splitContext(context: EncryptionContext, requiredKeys: ReadonlySet<string>) {
  const stored = new Map(context)
  const required = new Map<string, string>()
  for (const key of requiredKeys) {
    const value = context.get(key)
    if (value === undefined) {
      throw new VaultError('ENCRYPTION_CONTEXT_INVALID', 'a required encryption context key was not given')
    }
    required.set(key, value)
    stored.delete(key)
  }
  return { stored, required }
}
