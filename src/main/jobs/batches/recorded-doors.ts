import type { RecordedDoor } from '../../../shared/model/file-record.ts'
import type { DoorLabel } from '../../../shared/model/plan.ts'
import { doorIdsOf } from '../../doors/recorded-door.ts'
import { nameOfWritten } from '../../doors/written-door.ts'
import { otherDoorLabel } from '../../doors/door-labels.ts'
import { sameBytes } from '../../message/bytes.ts'
import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import type { EncryptedFile } from '../file/encrypt-file.ts'
import type { DoorReadBack } from '../file/read-back.ts'
import type { BatchOptions, Job } from './job.ts'

type Written = Pick<EncryptedFile, 'encryptedDataKeys' | 'keyMaterialId' | 'readDoors'>

/**
 * The doors of a message that was written, under the labels of the batch. The key material is the one that the door
 * names, or that its service named: of the first door as it wrapped (GenerateDataKey), of the others (Encrypt names none)
 * as they opened when the message was read back.
 */
export function writtenDoors(
  { encryptedDataKeys, keyMaterialId, readDoors }: Written,
  { written, doors: labels }: BatchOptions,
): readonly RecordedDoor[] {
  return encryptedDataKeys.map((door, index) => {
    const ids = doorIdsOf(door)
    const chosen = written.findIndex((key) => nameOfWritten(key) === ids.keyId)
    const label = labels[chosen === -1 ? index : chosen] ?? otherDoorLabel(door.providerId)
    const read = readDoors.find(({ door: opened }) => sameBytes(opened.ciphertext, door.ciphertext))
    const named = (index === 0 ? keyMaterialId : null) ?? read?.keyMaterialId ?? null
    return { label, keyId: ids.keyId, keyMaterialId: ids.keyMaterialId ?? named }
  })
}

/** The door that opened a message, under the label that the plan gave it. */
export function openedDoor(job: Job, door: EncryptedDataKey, keyMaterialId: string | null): RecordedDoor {
  const ids = doorIdsOf(door)
  const label = labelOf(job, door) ?? otherDoorLabel(door.providerId)
  return { label, keyId: ids.keyId, keyMaterialId: keyMaterialId ?? ids.keyMaterialId }
}

/** Every door of a message that was read to its end, the one that opened with the key material that its service named. */
export function doorsOfOpened(
  job: Job,
  header: ParsedHeader,
  { door: opened, keyMaterialId }: DoorReadBack,
): readonly RecordedDoor[] {
  return header.encryptedDataKeys.map((door) => {
    const isOpened = sameBytes(door.ciphertext, opened.ciphertext)
    return openedDoor(job, door, isOpened ? keyMaterialId : null)
  })
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
