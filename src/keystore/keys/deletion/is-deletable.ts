import type { KeyRecord } from '../../store/store-rows.ts'
import { believedAt, isBehind, lookAtClock, type SeenClock } from './seen-clock.ts'

/** A key that cannot be deleted yet, and until when as far as that is known. */
export type Wait =
  { readonly clock: 'behind' } | { readonly clock: 'right' | 'jumped'; readonly until: string }

/** How long a key waits where its window ran out while the clock went ahead by more than a week. */
const grace = 24 * 3600_000

/**
 * Why a key that is pending deletion still waits; null where it can be deleted. Its window has run out by the clock, and
 * the clock can be believed: it is not behind a time that was seen before; and where the window's end fell into a leap
 * of more than a week between two looks (the app was closed, or the clock was set forward), a day more has passed, in
 * which a clock that was wrong is seen going back. Never does a clock alone delete anything: a person does.
 */
export function waitOf(
  { deletionDate }: KeyRecord,
  { now, clock }: { readonly now: Date; readonly clock: SeenClock | null },
): Wait | null {
  const until = deletionDate ?? ''
  if (clock !== null && isBehind(clock, now)) return { clock: 'behind' }
  if (!(Date.parse(until) <= now.getTime())) return { clock: 'right', until }
  const { jump } = lookAtClock(clock, now)
  if (jump === null || until <= jump.from || until > jump.to) return null
  const end = Date.parse(jump.to) + grace
  return now.getTime() >= end ? null : { clock: 'jumped', until: new Date(end).toISOString() }
}

/** Whether a person may delete it now. */
export function isDeletable(
  key: KeyRecord,
  seen: { readonly now: Date; readonly clock: SeenClock | null },
): boolean {
  return key.state === 'PendingDeletion' && waitOf(key, seen) === null
}

/**
 * From when a person may delete it, as far as it is known now (ISO 8601): the end of its window, or later where the clock
 * is in doubt. Null where it is not pending deletion.
 */
export function deletableFrom(
  key: KeyRecord,
  seen: { readonly now: Date; readonly clock: SeenClock | null },
): string | null {
  const { state, deletionDate } = key
  if (state !== 'PendingDeletion' || deletionDate === null) return deletionDate
  const wait = waitOf(key, seen)
  if (wait === null) return deletionDate
  if (wait.clock !== 'behind') return wait.until
  const believed = seen.clock === null ? deletionDate : believedAt(seen.clock, seen.now)
  return believed > deletionDate ? believed : deletionDate
}
