import { loggedHandlers, type LoggedBy } from '../log/logged-handlers.ts'
import type { KeystoreOperation } from '../protocol.ts'
import type { VaultOperations } from '../vault.ts'
import { keyHandlers } from './key-handlers.ts'
import { logHandlers } from './log-handlers.ts'
import { checkedHandlers, type Handler } from './operation-handler.ts'
import { peopleHandlers } from './people-handlers.ts'
import { recoveryHandlers } from './recovery-handlers.ts'
import { secretHandlers } from './secret-handlers.ts'
import { vaultHandlers } from './vault-handlers.ts'

/** The operations of the protocol on a vault, each with its entry in the log where one is kept. */
export function keystoreHandlers(
  vault: VaultOperations,
  kept?: KeptLog,
): Readonly<Record<KeystoreOperation, Handler>> {
  const handlers = {
    ...vaultHandlers(vault),
    ...keyHandlers(vault),
    ...secretHandlers(vault),
    ...recoveryHandlers(vault),
    ...peopleHandlers(vault),
    ...logHandlers(vault, kept?.log),
  }
  return checkedHandlers(kept === undefined ? handlers : loggedHandlers(handlers, { ...kept, vault }))
}

/** The log, and who tells it of the store. */
export type KeptLog = Omit<LoggedBy, 'vault'>
