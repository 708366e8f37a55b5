import { useVault } from '../data/queries.ts'
import { queryClient } from '../data/query-client.ts'
import { openDetails } from '../files/details-state.ts'
import { inspected } from '../files/inspect-state.ts'
import { keyDialog } from '../key-depth/key-dialog-state.ts'
import { newKeyOpen } from '../keys/new-key-state.ts'
import { coveredBy, type LockedStatus } from '../lock/covered-by.ts'
import { kitFlow } from '../recovery/kit-flow-state.ts'
import { useRecovery } from '../recovery/use-recovery.ts'

/** How the vault is locked while the lock screen covers the window; null while it does not. */
export const useLocked = (): LockedStatus | null => coveredBy(useVault().data, useRecovery().data)

/** The same, for what is no component. */
export const isCovered = (): boolean =>
  coveredBy(queryClient.getQueryData(['vault.status']), queryClient.getQueryData(['recovery.status'])) !==
  null

/** Dialogs do not come back by themselves when the vault is unlocked; what was typed on a page may. */
export function closeDialogs(): void {
  newKeyOpen.set(false)
  keyDialog.set(null)
  openDetails.set(null)
  inspected.set(null)
  kitFlow.set(null)
}
