import { defaultSettings } from '../../shared/model/settings.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type { EncryptionContext } from '../message/encryption-context.ts'
import { defaultMessageLimits } from '../message/message-limits.ts'
import type { MessageLimits } from '../message/message-limits.ts'

/** What of a person's settings holds for every job, asked for anew by each plan and each file. */
export type JobPreferences = Pick<Settings, 'limits' | 'uncommitted' | 'requiredContext'>

/** The settings that nobody changed. */
export const defaultPreferences: JobPreferences = defaultSettings

/**
 * What is read before it is believed. A message that does not commit to its key is opened only where the person
 * `agreed` to that one message: FORMAT.md sections 6 and 16.
 */
export function messageLimitsOf({ limits }: JobPreferences, agreed: boolean): MessageLimits {
  const { maxEncryptedDataKeys, maxHeaderBytes, maxFrameLength } = limits
  const commitmentPolicy = agreed ? 'REQUIRE_ENCRYPT_ALLOW_DECRYPT' : defaultMessageLimits.commitmentPolicy
  return {
    ...defaultMessageLimits,
    maxEncryptedDataKeys,
    maxHeaderBytes,
    maxFrameLength,
    commitmentPolicy,
  }
}

/** The pairs that every message must carry to be opened: reproduced context of FORMAT.md section 13. */
export function requiredContextOf({ requiredContext }: JobPreferences): EncryptionContext {
  return new Map(requiredContext.map(({ key, value }) => [key, value]))
}
