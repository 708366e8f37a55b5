import { localNamespace } from '../keyrings/local-keyring.ts'
import { readRawAesInfo } from '../keyrings/raw-aes/provider-info.ts'
import type { DoorName } from '../message/encrypted-data-key.ts'

/** What a local door names: the key, and the key material that wrapped. */
export interface LocalDoor {
  readonly keyId: string
  /** 64 hexadecimal digits. */
  readonly keyMaterialId: string
}

/** What a local door names, or null where the door is none of a local key. DESIGN.md section 3. */
export function localDoorOf(door: DoorName): LocalDoor | null {
  if (Buffer.from(door.providerId).toString('latin1') !== localNamespace) return null
  const info = readRawAesInfo(door.providerInfo)
  const name = info === undefined ? '' : Buffer.from(info.name).toString('latin1')
  const [, keyId, keyMaterialId] = /^([0-9a-f-]{36})\/([0-9a-f]{64})$/.exec(name) ?? []
  return keyId === undefined || keyMaterialId === undefined ? null : { keyId, keyMaterialId }
}
