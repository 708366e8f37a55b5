import type { peopleOperations } from '../protocol/people-operations.ts'
import type { VaultOperations } from '../vault.ts'
import { notBuilt } from './not-built.ts'
import type { OperationHandlers } from './operation-handler.ts'

/** The exchange key, and the cards of colleagues. */
export function peopleHandlers(_vault: VaultOperations): OperationHandlers<keyof typeof peopleOperations> {
  return {
    ownCard: notBuilt,
    setOwnName: notBuilt,
    listColleagues: notBuilt,
    putColleague: notBuilt,
    renameColleague: notBuilt,
    removeColleague: notBuilt,
    unwrapFromColleague: notBuilt,
  }
}
