import { unwrapWithAes } from '../../main/keyrings/raw-aes/wrap-with-aes.ts'
import type { EncryptionContext } from '../../main/message/encryption-context.ts'
import type { Secret } from '../../main/secret/secret.ts'
import type { KeystoreInput } from '../protocol.ts'
import type { OpenStore } from '../store/open-store.ts'
import { openMaterial } from './unseal-material.ts'

/** The caller wipes the data key. Throws DATA_KEY_DAMAGED for a wrapped key or context that was not wrapped here. */
export function unwrapDataKey(
  store: OpenStore,
  { keyId, keyMaterialId, iv, ciphertext }: KeystoreInput<'unwrap'>,
  context: EncryptionContext,
): Secret {
  const wrappingKey = openMaterial(store, store.keys.materialToUnwrap(keyId, keyMaterialId))
  try {
    return unwrapWithAes({ wrappingKey, context, iv, ciphertext })
  } finally {
    wrappingKey.wipe()
  }
}
