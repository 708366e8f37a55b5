import type { KeyRow } from '../../../shared/model/key.ts'
import { type RotationStanding, urgencyOf } from '../../../shared/rotation-standing.ts'
import { keyStanding } from '../keys/key-standing.ts'

/** A key with how its rotation stands. */
export interface StandingKey {
  readonly row: KeyRow
  readonly standing: RotationStanding
}

export type StandingKind = RotationStanding['kind']

/** Every key with its standing, as the rail and the list of keys have it; what wants a person first at the top. */
export function standingsOf(rows: readonly KeyRow[], policyDays: number, now: Date): readonly StandingKey[] {
  return rows
    .map((row) => {
      const standing = keyStanding(row, policyDays, now)
      return { row, standing, urgency: urgencyOf(standing) }
    })
    .toSorted((a, b) => a.urgency - b.urgency)
}

/** How many keys stand in each way. */
export function countKinds(keys: readonly StandingKey[]): Readonly<Record<StandingKind, number>> {
  const counts = { overdue: 0, due: 0, inTime: 0, never: 0, cannot: 0, notKnown: 0 }
  for (const { standing } of keys) counts[standing.kind] += 1
  return counts
}

/** Which keys the list shows: those that want a person, all, or those that stand in one way. */
export type Shown = 'needsYou' | 'all' | StandingKind

/** The keys that `shown` names, in the order they came. */
export function keysShown(keys: readonly StandingKey[], shown: Shown): readonly StandingKey[] {
  if (shown === 'all') return keys
  if (shown === 'needsYou') {
    return keys.filter(({ standing: { kind } }) => kind === 'overdue' || kind === 'due')
  }
  return keys.filter(({ standing: { kind } }) => kind === shown)
}
