import type { EncryptionContext } from '../../message/encryption-context.ts'
import type { MessageLimits } from '../../message/message-limits.ts'

/** How headers are read while files are looked at. */
export interface SurveyReading {
  /** A suite that does not commit is no fault here: the plan asks about it. */
  readonly limits: MessageLimits
  /** Pairs that a message may not carry with another value. */
  readonly requiredContext: EncryptionContext
}
