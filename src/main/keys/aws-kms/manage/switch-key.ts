import type { KeyMetadata } from '@aws-sdk/client-kms'
import type { KeyArn } from '../key-arn.ts'
import type { KmsCaller } from './kms-caller.ts'
import { metadataOf, unlessDoneAlready } from './unless-done-already.ts'

// The state, the description and the deletion of a key. Each call may be repeated: it says what shall be, not what to add;
// a deletion that is scheduled or cancelled already says so by a refusal.

/** EnableKey. */
export async function enableKey(kms: KmsCaller, keyArn: KeyArn): Promise<void> {
  await kms.call({ operation: 'EnableKey', keyArn }, (sdk) => sdk.enableKey({ KeyId: keyArn }))
}

/** DisableKey. */
export async function disableKey(kms: KmsCaller, keyArn: KeyArn): Promise<void> {
  await kms.call({ operation: 'DisableKey', keyArn }, (sdk) => sdk.disableKey({ KeyId: keyArn }))
}

export interface ScheduledDeletion {
  readonly state: string | null
  /** ISO 8601; null where the deletion waits for replicas. */
  readonly deletionDate: string | null
}

const day = 24 * 3600_000

/** ScheduleKeyDeletion, `days` from 7 to 30. A key that is being deleted in another number of days already is refused. */
export async function scheduleKeyDeletion(
  kms: KmsCaller,
  keyArn: KeyArn,
  days: number,
  now: () => Date = () => new Date(),
): Promise<ScheduledDeletion> {
  let told: Pick<KeyMetadata, 'KeyState' | 'DeletionDate'> = {}
  await unlessDoneAlready(
    async () => {
      told = await kms.call({ operation: 'ScheduleKeyDeletion', keyArn }, (sdk) =>
        sdk.scheduleKeyDeletion({ KeyId: keyArn, PendingWindowInDays: days }),
      )
    },
    async () => {
      const found = await metadataOf(kms, keyArn)
      told = found ?? {}
      const wait = (found?.DeletionDate?.getTime() ?? 0) - now().getTime()
      return found?.PendingDeletionWindowInDays === days || (wait > (days - 1) * day && wait <= days * day)
    },
  )
  return { state: told.KeyState ?? null, deletionDate: told.DeletionDate?.toISOString() ?? null }
}

/** CancelKeyDeletion. The key is disabled afterwards. */
export async function cancelKeyDeletion(kms: KmsCaller, keyArn: KeyArn): Promise<void> {
  await unlessDoneAlready(
    () =>
      kms.call({ operation: 'CancelKeyDeletion', keyArn }, (sdk) => sdk.cancelKeyDeletion({ KeyId: keyArn })),
    async () => (await metadataOf(kms, keyArn))?.KeyState === 'Disabled',
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
