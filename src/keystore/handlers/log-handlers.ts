import type { logOperations } from '../protocol/log-operations.ts'
import type { VaultOperations } from '../vault.ts'
import { notBuilt } from './not-built.ts'
import type { OperationHandlers } from './operation-handler.ts'

/** The activity log. */
export function logHandlers(_vault: VaultOperations): OperationHandlers<keyof typeof logOperations> {
  return {
    appendActivity: notBuilt,
    listActivity: notBuilt,
    checkActivity: notBuilt,
    setLogging: notBuilt,
  }
}
