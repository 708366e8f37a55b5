import type { RecordedDoor } from '../../shared/model/file-record.ts'
import { keyArnOfDoor } from '../keyrings/aws-kms-door.ts'
import { localNamespace } from '../keyrings/local-keyring.ts'
import { readRawAesInfo } from '../keyrings/raw-aes/provider-info.ts'
import type { DoorName } from '../message/encrypted-data-key.ts'

/** The names of a door that stay, whatever becomes of aliases: what coverage counts by. Null where it names none. */
export function doorIdsOf(door: DoorName): Pick<RecordedDoor, 'keyId' | 'keyMaterialId'> {
  if (Buffer.from(door.providerId).toString('latin1') === localNamespace) {
    const info = readRawAesInfo(door.providerInfo)
    const name = info === undefined ? '' : Buffer.from(info.name).toString('latin1')
    const [, keyId = null, keyMaterialId = null] = /^([0-9a-f-]{36})\/([0-9a-f]{64})$/.exec(name) ?? []
    return { keyId, keyMaterialId }
  }
  try {
    return { keyId: keyArnOfDoor(door) ?? null, keyMaterialId: null }
  } catch {
    return { keyId: null, keyMaterialId: null }
  }
}
