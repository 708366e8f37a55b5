import type { DoorRef } from '../../../shared/model/door.ts'
import type { KeyRow } from '../../../shared/model/key.ts'

/** A reference to a key or a colleague as one string, unique over all of them. */
export function refId(ref: DoorRef): string {
  if (ref.service === 'aws') return `aws ${ref.connectionId} ${ref.keyArn}`
  return ref.service === 'local' ? `local ${ref.keyId}` : `colleague ${ref.colleagueId}`
}

/** The row of a key, or undefined where no service lists it now. */
export const rowOf = (keys: readonly KeyRow[], ref: DoorRef): KeyRow | undefined =>
  keys.find((key) => refId(key.ref) === refId(ref))
