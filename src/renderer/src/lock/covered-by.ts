import type { RecoveryStatus } from '../../../shared/model/recovery.ts'
import type { VaultStatus } from '../../../shared/model/vault.ts'

/** The vault as it is while it is locked. */
export type LockedStatus = Extract<VaultStatus, { state: 'locked' }>

/**
 * The lock that covers the window; null where none does. A session with a kit that was begun from the lock screen needs no
 * key that is locked: the files stay in reach until it is ended. One that is older than the lock is ended by it.
 */
export function coveredBy(
  status: VaultStatus | undefined,
  recovery: Pick<RecoveryStatus, 'session'> | undefined,
): LockedStatus | null {
  if (status?.state !== 'locked') return null
  const session = recovery?.session ?? null
  return session === null || Date.parse(session.since) < Date.parse(status.at) ? status : null
}
