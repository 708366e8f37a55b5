import type { DoorRef } from '../../../shared/model/door.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import { rowOf } from '../data/key-ref.ts'
import { shortened } from '../format/lists.ts'
import { keyName, keyPlace } from '../words/key-row-words.ts'
import { pickerText } from '../words/picker-text.ts'

/** How a chosen key is shown: its name, a quiet word beside it, and what to say on hover. */
export interface DoorName {
  readonly name: string
  readonly beside: string
  readonly title: string
  /** True where the key is in no list now, so that files cannot be encrypted to it. */
  readonly missing: boolean
}

/**
 * Names a chosen key. A local one is not "gone" while the keystore cannot be opened: it is out of reach, and comes back.
 */
export function doorName(
  door: DoorRef,
  keys: readonly KeyRow[],
  vault: VaultStatus['state'] | undefined,
): DoorName {
  const row = rowOf(keys, door)
  if (row !== undefined) {
    return { name: keyName(row), beside: keyPlace(row), title: keyPlace(row), missing: false }
  }
  if (door.service === 'local' && vault !== 'open') {
    const { local, outOfReach, outOfReachTitle } = pickerText
    return { name: local, beside: outOfReach, title: outOfReachTitle, missing: true }
  }
  const id = idOf(door)
  return { name: shortened(id, 8, 4), beside: pickerText.gone, title: pickerText.goneTitle, missing: true }
}

function idOf(door: DoorRef): string {
  if (door.service === 'aws') return door.keyArn.split('/').at(-1) ?? door.keyArn
  return door.service === 'local' ? door.keyId : door.colleagueId
}
