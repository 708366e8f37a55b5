import type { DatabaseSync } from 'node:sqlite'
import type { OpenStore } from '../store/open-store.ts'
import type { MaterialRecord } from '../store/store-rows.ts'
import { lookAtClock, readSeenClock, writeSeenClock, type SeenClock } from './deletion/seen-clock.ts'
import { loseMaterial } from './import/delete-material.ts'
import { dropToken, endedTokens } from './import/import-tokens.ts'
import { isUsable, type KeyEntry } from './key-entry.ts'
import { isOverdue, periodFrom, rotateInside } from './rotation/rotate-inside.ts'

const day = 24 * 3600_000
/** A look at the clock is written down this seldom: it costs a change of the store. */
const lookAgain = 6 * 3600_000

/**
 * What has come due, whether the app was open on that day or not; nothing is written where nothing has. To be called
 * inside a change of the vault, after each opening and every hour.
 *
 * Clocks can lie in both directions, so nothing here loses anything for good: a rotation adds material and keeps the old
 * one, and comes once, with its next date counted from now; a next date that a wrong clock put too far ahead comes back
 * within a period; only imported material expires, which the person has; and no key is deleted by a clock.
 */
export async function doDueWork(store: OpenStore): Promise<void> {
  const now = store.now()
  const entries = [...store.keys.entries()]
  const expired = entries.flatMap((entry) => expiredOf(entry, now).map((row) => ({ entry, row })))
  const tokens = endedTokens(store)
  const late = entries.filter(({ key }) => isTooFarAhead(key, now))
  const clock = clockToWrite(store, now)
  if (expired.length + tokens.length + late.length > 0 || clock !== null)
    await store.change((database) => {
      for (const { entry, row } of expired) loseMaterial(database, entry, row)
      for (const { name } of tokens) dropToken(database, name)
      for (const { key } of late) bringNear(database, key, now)
      if (clock !== null) writeSeenClock(database, clock)
    })
  const overdue = [...store.keys.entries()].filter(
    ({ key }) => key.state === 'Enabled' && key.origin === 'AWS_KMS' && isOverdue(key, now),
  )
  if (overdue.length > 0)
    await rotateInside(
      store,
      overdue.map(({ key }) => key.keyId),
      { type: 'AUTOMATIC' },
    )
}

/** Never of material that the keystore made. */
function expiredOf({ key, materials }: KeyEntry, now: Date): readonly MaterialRecord[] {
  if (key.origin !== 'EXTERNAL') return []
  return [...materials.values()].filter((row) => row.sealed !== null && !isUsable(row, now))
}

/** Only a clock that was ahead when the date was made can have put it there. */
function isTooFarAhead({ rotationPeriodDays, nextRotationAt }: KeyEntry['key'], now: Date): boolean {
  if (rotationPeriodDays === null || nextRotationAt === null) return false
  return Date.parse(nextRotationAt) > now.getTime() + (rotationPeriodDays + 1) * day
}

function bringNear(database: DatabaseSync, { keyId, rotationPeriodDays }: KeyEntry['key'], now: Date): void {
  database
    .prepare('UPDATE keys SET next_rotation_at = ? WHERE key_id = ?')
    .run(periodFrom(now, rotationPeriodDays ?? 0), keyId)
}

/** Only while a key waits for its deletion: nobody else asks. */
function clockToWrite({ rows }: OpenStore, now: Date): SeenClock | null {
  if (!rows.keys.some(({ state }) => state === 'PendingDeletion')) return null
  const before = readSeenClock(rows.notes)
  const after = lookAtClock(before, now)
  if (before === null) return after
  if (JSON.stringify(before) === JSON.stringify(after)) return null
  const onlyLater = before.behindSince === after.behindSince && before.jump === after.jump
  const isSoon = Date.parse(after.seenAt) - Date.parse(before.seenAt) < lookAgain
  return onlyLater && isSoon ? null : after
}
