import { unwrapWithAes } from '../../main/keyrings/raw-aes/wrap-with-aes.ts'
import type { EncryptionContext } from '../../main/message/encryption-context.ts'
import type { Secret } from '../../main/secret/secret.ts'
import type { KeystoreInput } from '../protocol.ts'
import type { OpenStore } from '../store/open-store.ts'
import { openMaterial } from './material/open-material.ts'
import { checkRules } from './rules/check-rules.ts'

/**
 * The caller wipes the data key. Its rules count it as Decrypt. Throws DATA_KEY_DAMAGED for a wrapped key or context that
 * was not wrapped here, as `materialToUnwrap`, and KEY_RULE_REFUSED.
 */
export function unwrapDataKey(
  store: OpenStore,
  { keyId, keyMaterialId, iv, ciphertext }: KeystoreInput<'unwrap'>,
  context: EncryptionContext,
): Secret {
  const record = store.keys.materialToUnwrap(keyId, keyMaterialId)
  checkRules(store.keys.entry(keyId), { operation: 'Decrypt', protects: false, context }, store.now())
  const wrappingKey = openMaterial(store, record)
  try {
    return unwrapWithAes({ wrappingKey, context, iv, ciphertext })
  } finally {
    wrappingKey.wipe()
  }
}
