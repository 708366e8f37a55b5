import type { KeystoreInput, KeystoreOperation, KeystoreOutput } from '../../../keystore/protocol.ts'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import type { KeystoreNews } from './keystore-connection.ts'

/** Every operation of the keystore process, for the parts of the main process that are about the local keystore. Throws VaultError. */
export interface KeystoreCalls {
  call<Op extends KeystoreOperation>(operation: Op, input: KeystoreInput<Op>): Promise<KeystoreOutput<Op>>
  /** Called with the new status whenever it changes. Returns the unsubscriber. */
  onStatus(listener: (status: VaultStatus) => void): () => void
  /** Called when the store changed or the activity log grew. Returns the unsubscriber. */
  onNews(listener: (news: KeystoreNews) => void): () => void
}
