import { keyLimits } from '../../../../src/shared/kms/key-limits.ts'
import { rotateIfOverdue } from '../key-life.ts'
import type { FakeKey } from '../fake-key.ts'
import { keyMetadata, seconds } from '../key-metadata.ts'
import { namedKey, type Answer, type FakeKeyOperation, type OperationScope } from './operation.ts'
import { readDescription } from './read-description.ts'

const day = 24 * 3600_000

/** What shows a key, and what changes its state and description. */
export const stateOperations = {
  DescribeKey: {
    keyFrom: namedKey,
    crossAccount: true,
    readsOnly: true,
    run: (key) => ({ KeyMetadata: keyMetadata(key) }),
  },
  EnableKey: { keyFrom: namedKey, run: enable },
  DisableKey: { keyFrom: namedKey, run: (key) => setState(key, 'Disabled') },
  ScheduleKeyDeletion: { keyFrom: namedKey, run: scheduleDeletion },
  CancelKeyDeletion: { keyFrom: namedKey, run: cancelDeletion },
  UpdateKeyDescription: { keyFrom: namedKey, run: updateDescription },
  GetKeyLastUsage: { keyFrom: namedKey, readsOnly: true, run: getLastUsage },
} as const satisfies Record<string, FakeKeyOperation>

function enable(key: FakeKey, { now }: OperationScope): Answer {
  setState(key, 'Enabled')
  rotateIfOverdue(key, now)
  return {}
}

/** A key that is unavailable stays so: what was asked takes effect when it is available (note 12). */
function setState(key: FakeKey, state: 'Enabled' | 'Disabled'): Answer {
  if (key.state !== 'Unavailable') key.state = state
  return {}
}

/** A primary waits for its replicas first. */
function scheduleDeletion(key: FakeKey, { input, now }: OperationScope): Answer {
  const days = input.integer('PendingWindowInDays', keyLimits.deletionWindowDays) ?? 30
  const { primaryRegion, members } = key.family
  const waits = key.region === primaryRegion && members.length > 1
  key.state = waits ? 'PendingReplicaDeletion' : 'PendingDeletion'
  key.pendingWindowDays = waits ? days : null
  key.deletionDate = waits ? null : new Date(now.getTime() + days * day)
  return {
    KeyId: key.arn,
    ...(key.deletionDate === null ? {} : { DeletionDate: seconds(key.deletionDate) }),
    KeyState: key.state,
    PendingWindowInDays: days,
  }
}

/** The key is disabled afterwards: recovery takes two steps. KMS.md section 3. */
function cancelDeletion(key: FakeKey): Answer {
  key.deletionDate = null
  key.pendingWindowDays = null
  key.state = 'Disabled'
  return { KeyId: key.arn }
}

function updateDescription(key: FakeKey, { input }: OperationScope): Answer {
  key.description = readDescription(input)
  return {}
}

function getLastUsage(key: FakeKey): Answer {
  const { lastUsage, createdAt } = key
  return {
    KeyId: key.arn,
    KeyLastUsage:
      lastUsage === null
        ? {}
        : {
            Operation: lastUsage.operation,
            Timestamp: seconds(lastUsage.at),
            CloudTrailEventId: lastUsage.eventId,
            KmsRequestId: lastUsage.requestId,
          },
    TrackingStartDate: Math.max(trackingSince, seconds(createdAt)),
    KeyCreationDate: seconds(createdAt),
  }
}

/** The day that the fake has kept track of usage since, as AWS has since a day of its own. */
const trackingSince = Date.UTC(2025, 5, 1) / 1000
