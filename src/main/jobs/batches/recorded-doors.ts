import type { RecordedDoor } from '../../../shared/model/file-record.ts'
import type { DoorLabel } from '../../../shared/model/plan.ts'
import { doorIdsOf } from '../../doors/recorded-door.ts'
import { otherDoorLabel } from '../../doors/door-labels.ts'
import { sameBytes } from '../../message/bytes.ts'
import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import type { BatchOptions, Job } from './job.ts'

/**
 * The doors of a message that was written, under the labels of the batch. `keyMaterialId` is that of the first door,
 * where its service named it.
 */
export function writtenDoors(
  doors: readonly EncryptedDataKey[],
  { options, doors: labels }: BatchOptions,
  keyMaterialId: string | null,
): readonly RecordedDoor[] {
  return doors.map((door, index) => {
    const ids = doorIdsOf(door)
    const chosen = options.doors.findIndex((key) =>
      key.service === 'local' ? key.keyId === ids.keyId : key.keyArn === ids.keyId,
    )
    const label = labels[chosen === -1 ? index : chosen] ?? otherDoorLabel(door.providerId)
    const named = index === 0 ? keyMaterialId : null
    return { label, keyId: ids.keyId, keyMaterialId: ids.keyMaterialId ?? named }
  })
}

/** The door that opened a message, under the label that the plan gave it. */
export function openedDoor(job: Job, door: EncryptedDataKey, keyMaterialId: string | null): RecordedDoor {
  const ids = doorIdsOf(door)
  const label = labelOf(job, door) ?? otherDoorLabel(door.providerId)
  return { label, keyId: ids.keyId, keyMaterialId: keyMaterialId ?? ids.keyMaterialId }
}

/** The doors of a message that could not be opened, verified or moved, as its header named them when it was planned. */
export function foundDoors({ planned }: Job): readonly RecordedDoor[] {
  return (planned.item.doors ?? []).map((door, index) => {
    const label = planned.shown.doors[index] ?? otherDoorLabel(door.providerId)
    return { label, ...doorIdsOf(door) }
  })
}

/** None where the file was exchanged for another one since the plan. */
export function labelOf(job: Job, door: EncryptedDataKey): DoorLabel | undefined {
  const at = (job.planned.item.doors ?? []).findIndex(
    (name) => sameBytes(name.providerId, door.providerId) && sameBytes(name.providerInfo, door.providerInfo),
  )
  return job.planned.shown.doors[at]
}
