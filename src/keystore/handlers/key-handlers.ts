import { createAlias, deleteAlias, updateAlias } from '../keys/aliases.ts'
import { createKey } from '../keys/create-key.ts'
import { cancelKeyDeletion, scheduleKeyDeletion } from '../keys/deletion/schedule-deletion.ts'
import { deleteKey } from '../keys/deletion/delete-key.ts'
import { deleteImportedKeyMaterial } from '../keys/import/delete-material.ts'
import { importKeyMaterial } from '../keys/import/import-material.ts'
import { getParametersForImport, newWrappingPair } from '../keys/import/import-tokens.ts'
import { listKeyMaterials } from '../keys/list-materials.ts'
import { newMaterial } from '../keys/material/new-material.ts'
import { rotateKeyOnDemand, setRotation } from '../keys/rotation/rotation.ts'
import { setRules } from '../keys/rules/set-rules.ts'
import { setTags } from '../keys/set-tags.ts'
import { disableKey, enableKey, updateDescription } from '../keys/switch-key.ts'
import type { keyOperations } from '../protocol/key-operations.ts'
import type { VaultOperations } from '../vault.ts'
import { cryptoHandlers } from './key-handlers-crypto.ts'
import type { OperationHandlers } from './operation-handler.ts'

/** The operations on keys. */
export function keyHandlers(vault: VaultOperations): OperationHandlers<keyof typeof keyOperations> {
  return { ...readingAndNaming(vault), ...changing(vault), ...importing(vault), ...cryptoHandlers(vault) }
}

const readingAndNaming = (vault: VaultOperations) =>
  ({
    listKeys: async () => ({ value: [...(await vault.read((store) => store.keys.list()))] }),
    describeKey: async ({ keyId }) => ({ value: await vault.read((store) => store.keys.describe(keyId)) }),
    listKeyMaterials: async ({ keyId }) => ({
      value: await vault.read((store) => listKeyMaterials(store, keyId)),
    }),
    createKey: async (input) => {
      // A long RSA key takes seconds, for which no other change should wait.
      const isPair = input.origin === 'AWS_KMS' && /^(?:RSA|ECC)_/.test(input.spec)
      const pair = isPair ? await vault.read(({ random }) => newMaterial(input.spec, random)) : undefined
      return {
        value: await vault
          .change((store) => createKey(store, input, pair))
          .finally(() => pair?.secret.wipe()),
      }
    },
    updateDescription: async (input) => ({
      value: await vault.change((store) => updateDescription(store, input)),
    }),
    createAlias: async (input) => ({ value: await vault.change((store) => createAlias(store, input)) }),
    updateAlias: async (input) => ({ value: await vault.change((store) => updateAlias(store, input)) }),
    deleteAlias: async ({ alias }) => {
      await vault.change((store) => deleteAlias(store, alias))
      return { value: {} }
    },
    setTags: async (input) => ({ value: await vault.change((store) => setTags(store, input)) }),
  }) satisfies Partial<OperationHandlers<keyof typeof keyOperations>>

const changing = (vault: VaultOperations) =>
  ({
    enableKey: async ({ keyId }) => ({ value: await vault.change((store) => enableKey(store, keyId)) }),
    disableKey: async ({ keyId }) => ({ value: await vault.change((store) => disableKey(store, keyId)) }),
    scheduleKeyDeletion: async (input) => ({
      value: await vault.change((store) => scheduleKeyDeletion(store, input)),
    }),
    cancelKeyDeletion: async ({ keyId }) => ({
      value: await vault.change((store) => cancelKeyDeletion(store, keyId)),
    }),
    deleteKey: async ({ keyId }) => ({ value: await deleteKey(vault, keyId) }),
    setRotation: async (input) => ({ value: await vault.change((store) => setRotation(store, input)) }),
    rotateKeyOnDemand: async ({ keyId }) => ({
      value: await vault.change((store) => rotateKeyOnDemand(store, keyId)),
    }),
    setRules: async (input) => ({ value: await vault.change((store) => setRules(store, input)) }),
  }) satisfies Partial<OperationHandlers<keyof typeof keyOperations>>

const importing = (vault: VaultOperations) =>
  ({
    getParametersForImport: async (input) => {
      const pair = await vault.read((store) => newWrappingPair(store, input))
      try {
        return { value: await vault.change((store) => getParametersForImport(store, input, pair)) }
      } finally {
        pair.secret.wipe()
      }
    },
    importKeyMaterial: async (input) => {
      const { material } = input
      try {
        return { value: await vault.change((store) => importKeyMaterial(store, input)) }
      } finally {
        material.bytes.fill(0)
      }
    },
    deleteImportedKeyMaterial: async (input) => {
      const value = await vault.change((store) => deleteImportedKeyMaterial(store, input))
      // Gone from the store whatever becomes of its copies: one that cannot be removed is no error of the deletion.
      await vault.purgeCopies().catch(() => undefined)
      return { value }
    },
  }) satisfies Partial<OperationHandlers<keyof typeof keyOperations>>
