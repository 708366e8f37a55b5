import { wrapWithAes } from '../../main/keyrings/raw-aes/wrap-with-aes.ts'
import type { EncryptionContext } from '../../main/message/encryption-context.ts'
import type { Secret } from '../../main/secret/secret.ts'
import type { KeystoreOutput } from '../protocol.ts'
import type { OpenStore } from '../store/open-store.ts'
import { openMaterial } from './material/open-material.ts'
import { checkRules } from './rules/check-rules.ts'
import { reservedUses } from './usage/reserved-uses.ts'

/**
 * Wraps a data key under the key's current material; the data key stays the caller's to wipe. Its rules count it as
 * GenerateDataKey. Throws as `materialToWrap`, KEY_RULE_REFUSED, and UsesSpent, which `withReservedUse` answers.
 */
export function wrapDataKey(
  store: OpenStore,
  keyId: string,
  { context, dataKey }: { readonly context: EncryptionContext; readonly dataKey: Secret },
): KeystoreOutput<'wrap'> {
  const record = store.keys.materialToWrap(keyId)
  const use = { operation: 'GenerateDataKey', protects: true, context } as const
  checkRules(store.keys.entry(keyId), use, store.now())
  reservedUses(store).spend(keyId, record.materialId)
  const wrappingKey = openMaterial(store, record)
  try {
    const { iv, ciphertext } = wrapWithAes({ wrappingKey, context, dataKey, random: store.random })
    return { keyId, keyMaterialId: record.materialId, iv, ciphertext }
  } finally {
    wrappingKey.wipe()
  }
}
