import type { KeyLastUsage } from '../../../shared/model/key-page.ts'
import type { KeyPlace } from './key-place.ts'

/** When and for what the key was used last, as far as AWS keeps track. KMS.md section 1. Throws VaultError. */
export async function readLastUsage({ session, ref: { keyArn } }: KeyPlace): Promise<KeyLastUsage> {
  const answer = await session.call({ operation: 'GetKeyLastUsage', keyArn }, (kms, call) =>
    kms.getKeyLastUsage({ KeyId: keyArn }, call),
  )
  const { KeyLastUsage: last, TrackingStartDate } = answer
  return {
    operation: last?.Operation ?? null,
    at: last?.Timestamp?.toISOString() ?? null,
    cloudTrailEventId: last?.CloudTrailEventId ?? null,
    trackedSince: TrackingStartDate?.toISOString() ?? null,
  }
}
