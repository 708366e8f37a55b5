import { wrapWithAes } from '../../main/keyrings/raw-aes/wrap-with-aes.ts'
import type { EncryptionContext } from '../../main/message/encryption-context.ts'
import type { Secret } from '../../main/secret/secret.ts'
import type { KeystoreOutput } from '../protocol.ts'
import type { OpenStore } from '../store/open-store.ts'
import { openMaterial } from './unseal-material.ts'

/** Wraps a data key under the key's current material; the data key stays the caller's to wipe. Throws as `materialToWrap`. */
export function wrapDataKey(
  store: OpenStore,
  keyId: string,
  { context, dataKey }: { readonly context: EncryptionContext; readonly dataKey: Secret },
): KeystoreOutput<'wrap'> {
  const record = store.keys.materialToWrap(keyId)
  const wrappingKey = openMaterial(store, record)
  try {
    const { iv, ciphertext } = wrapWithAes({ wrappingKey, context, dataKey, random: store.random })
    return { keyId, keyMaterialId: record.materialId, iv, ciphertext }
  } finally {
    wrappingKey.wipe()
  }
}
