import { VaultError } from '../../shared/vault-error.ts'
import type { ActivityLog } from '../log/activity-log.ts'
import { anchorSoon } from '../log/anchor-soon.ts'
import type { logOperations } from '../protocol/log-operations.ts'
import type { VaultOperations } from '../vault.ts'
import type { OperationHandlers } from './operation-handler.ts'

/** The activity log. Without one (a test of something else) it is as a log that cannot be written. */
export function logHandlers(
  vault: VaultOperations,
  log: ActivityLog | undefined,
): OperationHandlers<keyof typeof logOperations> {
  const kept = (): ActivityLog => {
    if (log === undefined) throw new VaultError('LOG_UNAVAILABLE', 'no activity log is kept here')
    return log
  }
  return {
    appendActivity: async ({ entries }) => {
      await Promise.all(entries.map((entry) => kept().append(entry)))
      return { value: {} }
    },
    listActivity: async (wanted) => ({ value: kept().list(wanted) }),
    checkActivity: async () => ({ value: await kept().check() }),
    beginActivity: async () => {
      await kept().beginAnew()
      await anchorSoon(vault)
      return { value: await kept().check() }
    },
    anchorActivity: async () => {
      await anchorSoon(vault)
      return { value: {} }
    },
    setLogging: async (logging) => {
      kept().configure(logging)
      return { value: {} }
    },
  }
}
