import { rotationAbility } from './kms/rotation-ability.ts'
import type { RotationReason } from './kms/rotation-ability.ts'
import type { KeyRotation, KeyRow } from './model/key.ts'

/** How a key stands against its own dates and the policy. Dates are ISO 8601, days are whole ones. */
export type RotationStanding =
  | { readonly kind: 'overdue'; readonly since: string; readonly days: number }
  /** Within 30 days; 0 = now. */
  | { readonly kind: 'due'; readonly at: string; readonly days: number }
  | { readonly kind: 'inTime'; readonly next: string }
  /** It was never rotated and does not rotate by itself; `at` = when the policy wants it. */
  | { readonly kind: 'never'; readonly at: string }
  | { readonly kind: 'cannot'; readonly reason: RotationReason }
  /** What it takes was denied, or not read yet. */
  | { readonly kind: 'notKnown' }

export interface RotationPolicy {
  /** The oldest that key material in use may be. */
  readonly policyDays: number
  readonly now: Date
}

/** What of a row its standing depends on. */
export type StandingKey = Pick<
  KeyRow,
  | 'spec'
  | 'usage'
  | 'origin'
  | 'manager'
  | 'state'
  | 'customKeyStoreId'
  | 'multiRegionRole'
  | 'createdAt'
  | 'readAt'
  | 'rotation'
>

const day = 86_400_000
const dueWithinDays = 30
const notKnown = { kind: 'notKnown' } as const

/**
 * How the rotation of a key stands. A key that rotates by itself counts by the service's next date; and every key that
 * can be rotated by when its material came into use and the policy. A date that is missing or makes no sense leads to
 * `notKnown`, never to an alarm. Pure: the main process and the page give the same answer.
 */
export function rotationStanding(key: StandingKey, { policyDays, now }: RotationPolicy): RotationStanding {
  const reason = reasonOf(key)
  if (reason === 'unknown') return notKnown
  if (reason !== 'can' && reason !== 'imported') return { kind: 'cannot', reason }
  const { rotation } = key
  if (rotation === null) return notKnown
  const since = materialSince(key, rotation)
  const next = rotation.automatic ? timeOf(rotation.nextAt) : null
  const wanted = since === null ? null : since.at + policyDays * day
  // A material that may be younger says nothing against the service's own date.
  const at = since?.isAtLeast === true ? (next ?? wanted) : earliest(next, wanted)
  if (at === null || Number.isNaN(now.getTime())) return notKnown
  const standing = standingAt(at, now.getTime())
  // Nobody looked since the service was to rotate it.
  if (standing.kind === 'overdue' && at === next && isBefore(key.readAt, at)) return due(at, 0)
  if (since?.isAtLeast === true && next === null && standing.kind !== 'inTime') return notKnown
  const isFirst = since?.isFirst === true && !rotation.automatic
  return standing.kind === 'inTime' && isFirst ? { kind: 'never', at: standing.next } : standing
}

/** A number to sort by: what wants a person first is the smallest. */
export function urgencyOf(standing: RotationStanding): number {
  const rank = { overdue: 0, due: 1, never: 2, notKnown: 3, inTime: 4, cannot: 5 }[standing.kind]
  return rank * 1e15 + within(standing)
}

/** Earlier dates first within one kind: the longest overdue, the soonest due. */
function within(standing: RotationStanding): number {
  switch (standing.kind) {
    case 'overdue':
      return Date.parse(standing.since)
    case 'due':
    case 'never':
      return Date.parse(standing.at)
    case 'inTime':
      return Date.parse(standing.next)
    default:
      return 0
  }
}

/** Why it does not rotate. Imported material rotates by hand, as long as the key's state lets it. */
function reasonOf(key: StandingKey): RotationReason {
  const { reason, onDemand } = rotationAbility(key)
  return reason === 'imported' && !onDemand ? rotationAbility({ ...key, origin: 'AWS_KMS' }).reason : reason
}

interface MaterialSince {
  readonly at: number
  /** No rotation was before. */
  readonly isFirst: boolean
  /** It came into use then or later: rotations were not read. */
  readonly isAtLeast: boolean
}

/** When the material in use came into use. Where rotations were not read, the period that runs tells, or else the creation. */
function materialSince(key: StandingKey, rotation: KeyRotation): MaterialSince | null {
  const last = timeOf(rotation.lastAt)
  if (last !== null) return { at: last, isFirst: false, isAtLeast: false }
  const next = timeOf(rotation.nextAt)
  const isUnread = rotation.materials === null
  if (isUnread && rotation.automatic && next !== null && rotation.periodDays !== null) {
    return { at: next - rotation.periodDays * day, isFirst: false, isAtLeast: false }
  }
  const created = timeOf(key.createdAt)
  return created === null ? null : { at: created, isFirst: !isUnread, isAtLeast: isUnread }
}

function standingAt(
  at: number,
  now: number,
): Extract<RotationStanding, { kind: 'overdue' | 'due' | 'inTime' }> {
  const left = at - now
  if (left <= 0) return { kind: 'overdue', since: iso(at), days: Math.floor((now - at) / day) }
  if (left <= dueWithinDays * day) return due(at, Math.ceil(left / day))
  return { kind: 'inTime', next: iso(at) }
}

const due = (at: number, days: number) => ({ kind: 'due', at: iso(at), days }) as const

const iso = (time: number): string => new Date(time).toISOString()

function earliest(...times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/** Before the year 10,000 and after 1970, as every date that a service tells; null for anything else. */
function timeOf(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text)
  return time >= 0 && time < 253_402_300_800_000 - 4000 * day ? time : null
}

function isBefore(text: string, time: number): boolean {
  const at = timeOf(text)
  return at !== null && at < time
}
