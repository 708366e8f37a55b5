import { reconcileContext } from '../../message/encryption-context-rules.ts'
import type { ReconciledContext } from '../../message/encryption-context-rules.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import { headerHashOf } from '../../message/header-hash.ts'
import { defaultMessageLimits } from '../../message/message-limits.ts'
import type { MessageLimits } from '../../message/message-limits.ts'
import { openMessage } from '../../message/open-message.ts'
import type { OpenTicket } from '../../message/open-message.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import { checkReadingPolicy } from '../../message/reading-policy.ts'
import type { Keyring } from '../../keyrings/keyring.ts'
import { blameMissingPairs } from './missing-pairs.ts'
import type { Source } from './open-source.ts'
import { readMessageHeader } from './read-message-header.ts'
import { withCauses } from './refused-causes.ts'
import { unwrapDataKey } from './unwrap-data-key.ts'
import type { OpenedDoor } from './unwrap-data-key.ts'

/** A header that was authenticated, and leave to open what follows it. */
export interface OpenedHeader {
  readonly header: ParsedHeader
  /** Its data key is wiped. */
  readonly door: OpenedDoor
  readonly ticket: OpenTicket
  /** The pairs that the header leaves out and that the opener gave. */
  readonly required: EncryptionContext
}

export interface OpenHeaderOptions {
  readonly keyring: Keyring
  /** Pairs that the message was made with and that its header may leave out. FORMAT.md section 13. */
  readonly requiredContext?: EncryptionContext
  readonly limits?: MessageLimits
  /**
   * The message of this header hash may be opened although it does not commit to its key, whatever `limits` say; null or
   * not given = none. Whatever else lies under its name by now may not.
   */
  readonly agreedHeader?: string | null
  /** Whether a header of this hash was seen to be sound before: then what lies there now is not damaged. Default: none was. */
  readonly isKnownHeader?: (headerHash: string) => Promise<boolean>
  readonly signal: AbortSignal
}

const agreedPolicy: MessageLimits['commitmentPolicy'] = 'REQUIRE_ENCRYPT_ALLOW_DECRYPT'

/**
 * Header, policy, door, commitment and header tag: after this the header's fields may be trusted. No key is asked for
 * a message that may not be opened. FORMAT.md section 12.
 */
export async function openHeader(source: Source, options: OpenHeaderOptions): Promise<OpenedHeader> {
  const given = options.limits ?? defaultMessageLimits
  const header = await readMessageHeader(source.file, source.facts.size, given)
  const headerHash = headerHashOf(header)
  const isAgreed = options.agreedHeader === headerHash
  const limits = isAgreed ? { ...given, commitmentPolicy: agreedPolicy } : given
  checkReadingPolicy(header, limits)
  const { full, required } = reconcileContext(header.context, options.requiredContext ?? new Map())
  try {
    return { header, required, ...(await openWith(header, { full, required }, { ...options, limits })) }
  } catch (error) {
    if (required.size > 0) throw blameMissingPairs(error, required)
    throw await withCauses(error, async () => (await options.isKnownHeader?.(headerHash)) ?? false)
  }
}

async function openWith(
  header: ParsedHeader,
  { full, required }: ReconciledContext,
  { keyring, limits, signal }: OpenHeaderOptions & { readonly limits: MessageLimits },
): Promise<Pick<OpenedHeader, 'door' | 'ticket'>> {
  const door = await unwrapDataKey(keyring, header, { context: full, signal })
  try {
    const ticket = openMessage({ header, dataKey: door.dataKey, requiredContext: required, limits })
    return { door, ticket }
  } finally {
    door.dataKey.wipe()
  }
}
