import { Secret } from '../../main/secret/secret.ts'
import { createKey } from '../keys/create-key.ts'
import { unwrapDataKey } from '../keys/unwrap-data-key.ts'
import { wrapDataKey } from '../keys/wrap-data-key.ts'
import type { keyOperations } from '../protocol/key-operations.ts'
import type { VaultOperations } from '../vault.ts'
import { notBuilt } from './not-built.ts'
import type { OperationHandlers } from './operation-handler.ts'

/** The operations on keys. */
export function keyHandlers(vault: VaultOperations): OperationHandlers<keyof typeof keyOperations> {
  return {
    listKeys: async () => ({ value: [...(await vault.read((store) => store.keys.list()))] }),
    describeKey: async ({ keyId }) => ({ value: await vault.read((store) => store.keys.describe(keyId)) }),
    createKey: async (input) => ({ value: await vault.change((store) => createKey(store, input)) }),
    wrap: async ({ keyId, context, dataKey }) => {
      const secret = Secret.take(dataKey)
      try {
        return {
          value: await vault.read((store) =>
            wrapDataKey(store, keyId, { context: new Map(context), dataKey: secret }),
          ),
        }
      } finally {
        secret.wipe()
      }
    },
    unwrap: async (input) => {
      const secret = await vault.read((store) => unwrapDataKey(store, input, new Map(input.context)))
      const dataKey = secret.use((bytes) => Uint8Array.from(bytes))
      secret.wipe()
      return { value: { dataKey }, wipe: () => dataKey.fill(0) }
    },
    updateDescription: notBuilt,
    createAlias: notBuilt,
    updateAlias: notBuilt,
    deleteAlias: notBuilt,
    setTags: notBuilt,
    enableKey: notBuilt,
    disableKey: notBuilt,
    scheduleKeyDeletion: notBuilt,
    cancelKeyDeletion: notBuilt,
    deleteKey: notBuilt,
    setRotation: notBuilt,
    rotateKeyOnDemand: notBuilt,
    listKeyMaterials: notBuilt,
    setRules: notBuilt,
    getParametersForImport: notBuilt,
    importKeyMaterial: notBuilt,
    deleteImportedKeyMaterial: notBuilt,
    encrypt: notBuilt,
    decrypt: notBuilt,
    reEncrypt: notBuilt,
    generateDataKey: notBuilt,
    generateDataKeyWithoutPlaintext: notBuilt,
    generateMac: notBuilt,
    verifyMac: notBuilt,
    sign: notBuilt,
    verify: notBuilt,
    getPublicKey: notBuilt,
  }
}
