import type { VaultOperations } from '../vault.ts'
import type { ActivityLog } from './activity-log.ts'
import { anchorSoon } from './anchor-soon.ts'
import { readAnchor } from './log-anchor.ts'

/** Milliseconds of uses that can be cut off unseen after a crash: each anchor is a change of the store, with its epoch. */
export const anchorPause = 10 * 60_000

/**
 * Has the open store remember the log's end where the log has grown since: uses change nothing in the store, so without this
 * the anchor of a store that is only used would be as old as its last change.
 */
export async function anchorWhereGrown(
  vault: Pick<VaultOperations, 'status' | 'anchor' | 'read'>,
  log: Pick<ActivityLog, 'isBeyond'>,
): Promise<void> {
  if (vault.status.state !== 'open') return
  const hasGrown = await vault.read(({ rows }) => log.isBeyond(readAnchor(rows.notes))).catch(() => false)
  if (hasGrown) await anchorSoon(vault)
}
