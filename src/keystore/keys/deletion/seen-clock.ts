import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { NoteRecord } from '../../store/store-rows.ts'

const noteName = 'clock'
const day = 24 * 3600_000
/** Longer than this between two looks, nobody knows whether the app was closed or the clock was set forward. */
const jumpLength = 7 * day
/** Shorter than this a clock goes back for ordinary reasons. */
const tolerance = day
/** After as long as the shortest deletion window a clock that stays behind is believed: the later time was the wrong one. */
const settlingTime = 7 * day

const seenClock = z.strictObject({
  /** The latest time that was seen. ISO 8601. */
  seenAt: z.string(),
  /** The first time seen after the clock had gone back; null while it goes forward. */
  behindSince: z.string().nullable(),
  /** The last time that the clock went ahead by more than a week between two looks. */
  jump: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
})

/**
 * What the store has seen of the clock while a key waits for its deletion. Clocks can lie in both directions: a clock
 * behind a time seen before tells nothing, and one that went far ahead may be wrong or the app was closed for long.
 */
export type SeenClock = z.infer<typeof seenClock>

/** Null where nothing was seen yet. */
export function readSeenClock(notes: readonly NoteRecord[]): SeenClock | null {
  const note = notes.find(({ name }) => name === noteName)
  return note === undefined ? null : seenClock.parse(JSON.parse(note.value))
}

/** Inside a change of the store. */
export function writeSeenClock(database: DatabaseSync, clock: SeenClock): void {
  database
    .prepare('INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)')
    .run(noteName, JSON.stringify(clock))
}

/** What is known after a look at the clock. */
export function lookAtClock(clock: SeenClock | null, now: Date): SeenClock {
  const iso = now.toISOString()
  if (clock === null) return { seenAt: iso, behindSince: null, jump: null }
  if (isBehind(clock, now)) {
    const since = clock.behindSince
    if (since === null || Date.parse(since) > now.getTime()) return { ...clock, behindSince: iso }
    const settled = now.getTime() - Date.parse(since) >= settlingTime
    return settled ? { seenAt: iso, behindSince: null, jump: null } : clock
  }
  const ahead = now.getTime() - Date.parse(clock.seenAt)
  if (ahead <= 0) return clock.behindSince === null ? clock : { ...clock, behindSince: null }
  const jump = ahead > jumpLength ? { from: clock.seenAt, to: iso } : clock.jump
  return { seenAt: iso, behindSince: null, jump }
}

/** Whether the clock is behind a time that was seen before. */
export function isBehind({ seenAt }: SeenClock, now: Date): boolean {
  return now.getTime() < Date.parse(seenAt) - tolerance
}

/** When a clock that is behind is believed, should it stay so. ISO 8601. */
export function believedAt(clock: SeenClock, now: Date): string {
  const { behindSince } = lookAtClock(clock, now)
  return new Date(Date.parse(behindSince ?? now.toISOString()) + settlingTime).toISOString()
}
