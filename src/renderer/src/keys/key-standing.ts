import type { KeyRow } from '../../../shared/model/key.ts'
import { type RotationStanding, rotationStanding } from '../../../shared/rotation-standing.ts'

interface Kept {
  readonly policyDays: number
  readonly hour: number
  readonly standing: RotationStanding
}

const kept = new WeakMap<KeyRow, Kept>()
const msPerHour = 3_600_000

/** How a key's rotation stands, worked out once an hour for a row that does not change: lists ask for thousands. */
export function keyStanding(row: KeyRow, policyDays: number, now: Date): RotationStanding {
  const hour = Math.floor(now.getTime() / msPerHour)
  const known = kept.get(row)
  if (known !== undefined && known.policyDays === policyDays && known.hour === hour) return known.standing
  const standing = rotationStanding(row, { policyDays, now })
  kept.set(row, { policyDays, hour, standing })
  return standing
}
