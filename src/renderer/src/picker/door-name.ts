import type { ColleagueRef, DoorRef } from '../../../shared/model/door.ts'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import type { Colleague } from '../../../shared/model/people.ts'
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

/** What is known of where doors are. */
export interface DoorPlaces {
  readonly vault: VaultStatus['state'] | undefined
  readonly people?: readonly Colleague[]
}

/**
 * Names a chosen key or colleague. A local one is not "gone" while the keystore cannot be opened: it is out of reach, and comes back.
 */
export function doorName(
  door: DoorRef,
  keys: readonly KeyRow[],
  { vault, people = [] }: DoorPlaces,
): DoorName {
  if (door.service === 'colleague') return colleagueName(door, people, vault)
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

function colleagueName(
  { colleagueId }: ColleagueRef,
  people: readonly Colleague[],
  vault: DoorPlaces['vault'],
): DoorName {
  const person = people.find((each) => each.colleagueId === colleagueId)
  const { colleague, colleagueTitle, notCompared, outOfReach, outOfReachTitle } = pickerText
  if (person !== undefined) {
    const title = person.compared ? colleagueTitle : `${colleagueTitle}. ${notCompared}`
    return { name: person.name, beside: person.compared ? colleague : notCompared, title, missing: false }
  }
  if (vault !== 'open') return { name: colleague, beside: outOfReach, title: outOfReachTitle, missing: true }
  const { goneColleague, goneColleagueTitle } = pickerText
  return { name: colleague, beside: goneColleague, title: goneColleagueTitle, missing: true }
}

function idOf(door: KeyRef): string {
  return door.service === 'aws' ? (door.keyArn.split('/').at(-1) ?? door.keyArn) : door.keyId
}
