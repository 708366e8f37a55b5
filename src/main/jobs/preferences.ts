import { defaultSettings } from '../../shared/model/settings.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type { EncryptionContext } from '../message/encryption-context.ts'
import { defaultMessageLimits } from '../message/message-limits.ts'
import type { MessageLimits } from '../message/message-limits.ts'
import type { PlannedFile } from './plan/planned-file.ts'

/** What of a person's settings holds for every job, asked for anew by each plan and each file. */
export type JobPreferences = Pick<Settings, 'limits' | 'uncommitted' | 'requiredContext'>

/** The settings that nobody changed. */
export const defaultPreferences: JobPreferences = defaultSettings

/** What a header is held to while it is only looked at: whether its suite commits is told, and stops nothing. */
export function lookingLimitsOf({ limits }: JobPreferences): MessageLimits {
  const { maxEncryptedDataKeys, maxHeaderBytes, maxFrameLength } = limits
  const held = { maxEncryptedDataKeys, maxHeaderBytes, maxFrameLength }
  return { ...defaultMessageLimits, ...held, commitmentPolicy: 'REQUIRE_ENCRYPT_ALLOW_DECRYPT' }
}

/** What a message is held to that is opened: it has to commit to its key. FORMAT.md sections 6 and 16. */
export function messageLimitsOf(preferences: JobPreferences): MessageLimits {
  return { ...lookingLimitsOf(preferences), commitmentPolicy: defaultMessageLimits.commitmentPolicy }
}

/**
 * The one message that may be opened although it does not commit to its key, by its header's hash: the one that the
 * person agreed to, while the settings let anyone agree. Null = none.
 */
export function agreedHeaderOf(
  { uncommitted }: JobPreferences,
  { agreed, item }: Pick<PlannedFile, 'agreed' | 'item'>,
): string | null {
  return agreed && uncommitted === 'ask' ? (item.message?.headerHash ?? null) : null
}

/** The pairs that every message must carry to be opened: reproduced context of FORMAT.md section 13. */
export function requiredContextOf({ requiredContext }: JobPreferences): EncryptionContext {
  return new Map(requiredContext.map(({ key, value }) => [key, value]))
}
