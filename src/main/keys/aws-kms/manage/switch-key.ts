import type { KeyArn } from '../key-arn.ts'
import type { KmsCaller } from './kms-caller.ts'

// The state, the description and the deletion of a key. Each call may be repeated: it says what shall be, not what to add.

/** EnableKey. */
export async function enableKey(kms: KmsCaller, keyArn: KeyArn): Promise<void> {
  await kms.call({ operation: 'EnableKey', keyArn }, (sdk) => sdk.enableKey({ KeyId: keyArn }))
}

/** DisableKey. */
export async function disableKey(kms: KmsCaller, keyArn: KeyArn): Promise<void> {
  await kms.call({ operation: 'DisableKey', keyArn }, (sdk) => sdk.disableKey({ KeyId: keyArn }))
}

/** ScheduleKeyDeletion, `days` from 7 to 30. The date is null where the deletion waits for replicas. */
export async function scheduleKeyDeletion(
  kms: KmsCaller,
  keyArn: KeyArn,
  days: number,
): Promise<{ readonly state: string | null; readonly deletionDate: string | null }> {
  const answer = await kms.call({ operation: 'ScheduleKeyDeletion', keyArn }, (sdk) =>
    sdk.scheduleKeyDeletion({ KeyId: keyArn, PendingWindowInDays: days }),
  )
  return { state: answer.KeyState ?? null, deletionDate: answer.DeletionDate?.toISOString() ?? null }
}

/** CancelKeyDeletion. The key is disabled afterwards. */
export async function cancelKeyDeletion(kms: KmsCaller, keyArn: KeyArn): Promise<void> {
  await kms.call({ operation: 'CancelKeyDeletion', keyArn }, (sdk) =>
    sdk.cancelKeyDeletion({ KeyId: keyArn }),
  )
}

/** UpdateKeyDescription. */
export async function describeKeyAs(kms: KmsCaller, keyArn: KeyArn, description: string): Promise<void> {
  await kms.call({ operation: 'UpdateKeyDescription', keyArn }, (sdk) =>
    sdk.updateKeyDescription({ KeyId: keyArn, Description: description }),
  )
}

/** TagResource and UntagResource. Tags that are to be removed go first, so that a full set of 50 takes the new ones. */
export async function tagKey(
  kms: KmsCaller,
  keyArn: KeyArn,
  tags: { readonly set: Readonly<Record<string, string>>; readonly remove: readonly string[] },
): Promise<void> {
  if (tags.remove.length > 0) {
    await kms.call({ operation: 'UntagResource', keyArn }, (sdk) =>
      sdk.untagResource({ KeyId: keyArn, TagKeys: [...tags.remove] }),
    )
  }
  const Tags = tagsOf(tags.set)
  if (Tags.length === 0) return
  await kms.call({ operation: 'TagResource', keyArn }, (sdk) => sdk.tagResource({ KeyId: keyArn, Tags }))
}

/** Tags in the form of the API. */
export function tagsOf(tags: Readonly<Record<string, string>>): { TagKey: string; TagValue: string }[] {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }))
}
