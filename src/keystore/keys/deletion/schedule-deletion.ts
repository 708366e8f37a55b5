import { keyLimits } from '../../../shared/kms/key-limits.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { KeystoreInput, LocalKey } from '../../protocol.ts'
import type { OpenStore } from '../../store/open-store.ts'
import { requireKeyState } from '../require-key-state.ts'
import { lookAtClock, readSeenClock, writeSeenClock } from './seen-clock.ts'

const day = 24 * 3600_000

/**
 * Begins the waiting time of 7 to 30 days after which a person may delete the key; until then it does nothing and can be
 * kept. It counts from the later one of now and the latest time seen, should the clock have been set back. Throws
 * INVALID_REQUEST for other days, and what the key's state says.
 */
export async function scheduleKeyDeletion(
  store: OpenStore,
  { keyId, days }: KeystoreInput<'scheduleKeyDeletion'>,
): Promise<LocalKey> {
  requireKeyState('ScheduleKeyDeletion', store.keys.entry(keyId), store.now())
  const { least, most } = keyLimits.deletionWindowDays
  if (days < least || days > most)
    throw new VaultError('INVALID_REQUEST', `a key waits ${least} to ${most} days for its deletion`, {
      facts: { least, most },
    })
  // While no key waits nobody looks at the clock, and what was seen long ago says nothing about now.
  const isFirst = !store.rows.keys.some(({ state }) => state === 'PendingDeletion')
  const clock = lookAtClock(isFirst ? null : readSeenClock(store.rows.notes), store.now())
  const begin = Math.max(store.now().getTime(), Date.parse(clock.seenAt))
  await store.change((database) => {
    writeSeenClock(database, clock)
    database
      .prepare(
        `UPDATE keys SET state = 'PendingDeletion', deletion_date = ?, deletion_window_days = ? WHERE key_id = ?`,
      )
      .run(new Date(begin + days * day).toISOString(), days, keyId)
  })
  return store.keys.describe(keyId)
}

/**
 * Keeps the key, disabled: to use it again takes a second step, as in KMS. One that lacks imported material waits for that
 * instead. Throws what its state says.
 */
export async function cancelKeyDeletion(store: OpenStore, keyId: string): Promise<LocalKey> {
  const entry = store.keys.entry(keyId)
  requireKeyState('CancelKeyDeletion', entry, store.now())
  const isEmpty = entry.key.currentMaterialId === null
  const lost = [...entry.materials.values()].some(
    (row) => row.state !== 'PENDING_ROTATION' && row.sealed === null,
  )
  await store.change((database) =>
    database
      .prepare(
        'UPDATE keys SET state = ?, deletion_date = NULL, deletion_window_days = NULL WHERE key_id = ?',
      )
      .run(isEmpty || lost ? 'PendingImport' : 'Disabled', keyId),
  )
  return store.keys.describe(keyId)
}
