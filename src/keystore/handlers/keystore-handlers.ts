import type { KeystoreOperation } from '../protocol.ts'
import type { VaultOperations } from '../vault.ts'
import { keyHandlers } from './key-handlers.ts'
import { logHandlers } from './log-handlers.ts'
import { checkedHandlers, type Handler } from './operation-handler.ts'
import { peopleHandlers } from './people-handlers.ts'
import { recoveryHandlers } from './recovery-handlers.ts'
import { secretHandlers } from './secret-handlers.ts'
import { vaultHandlers } from './vault-handlers.ts'

/** The operations of the protocol on a vault. */
export function keystoreHandlers(vault: VaultOperations): Readonly<Record<KeystoreOperation, Handler>> {
  return checkedHandlers({
    ...vaultHandlers(vault),
    ...keyHandlers(vault),
    ...secretHandlers(vault),
    ...recoveryHandlers(vault),
    ...peopleHandlers(vault),
    ...logHandlers(vault),
  })
}
