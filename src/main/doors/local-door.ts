import { localNamespace } from '../keyrings/local-keyring.ts'
import { readRawAesInfo } from '../keyrings/raw-aes/provider-info.ts'
import type { DoorName } from '../message/encrypted-data-key.ts'

/** The key id that a local door names, or null where the door is none of a local key. DESIGN.md section 3. */
export function localKeyIdOf(door: DoorName): string | null {
  if (Buffer.from(door.providerId).toString('latin1') !== localNamespace) return null
  const info = readRawAesInfo(door.providerInfo)
  const name = info === undefined ? '' : Buffer.from(info.name).toString('latin1')
  return /^([0-9a-f-]{36})\/[0-9a-f]{64}$/.exec(name)?.[1] ?? null
}
