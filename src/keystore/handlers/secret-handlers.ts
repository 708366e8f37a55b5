import { Secret } from '../../main/secret/secret.ts'
import type { secretOperations } from '../protocol/secret-operations.ts'
import { dropNamedSecret, openNamedSecret, putNamedSecret } from '../secrets/named-secrets.ts'
import type { VaultOperations } from '../vault.ts'
import type { OperationHandlers } from './operation-handler.ts'

/** The secrets that are kept for the main process. */
export function secretHandlers(vault: VaultOperations): OperationHandlers<keyof typeof secretOperations> {
  return {
    putSecret: async ({ name, purpose, value }) => {
      const secret = Secret.take(value)
      try {
        await vault.change((store) => putNamedSecret(store, { name, purpose, secret }))
        return { value: {} }
      } finally {
        secret.wipe()
      }
    },
    getSecret: async (input) => {
      const secret = await vault.read((store) => openNamedSecret(store.rows.secrets, input, store.storeKey))
      if (secret === null) return { value: { value: null } }
      const value = secret.use((bytes) => Uint8Array.from(bytes))
      secret.wipe()
      return { value: { value }, wipe: () => value.fill(0) }
    },
    dropSecret: async ({ name }) => {
      await vault.change((store) => dropNamedSecret(store, name))
      return { value: {} }
    },
  }
}
