import type { RecordedDoor } from '../../shared/model/file-record.ts'
import { keyArnOfDoor } from '../keyrings/aws-kms-door.ts'
import type { DoorName } from '../message/encrypted-data-key.ts'
import { localDoorOf } from './local-door.ts'
import { rsaDoorOf } from './rsa-door.ts'

/** The names of a door that stay, whatever becomes of aliases: what coverage counts by. Null where it names none. */
export function doorIdsOf(door: DoorName): Pick<RecordedDoor, 'keyId' | 'keyMaterialId'> {
  const local = localDoorOf(door)
  if (local !== null) return local
  const rsa = rsaDoorOf(door)
  if (rsa !== null) return { keyId: rsa.fingerprint, keyMaterialId: null }
  try {
    return { keyId: keyArnOfDoor(door) ?? null, keyMaterialId: null }
  } catch {
    return { keyId: null, keyMaterialId: null }
  }
}
