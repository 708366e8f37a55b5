import type { EncryptedDataKey } from '../message/encrypted-data-key.ts'
import { Secret } from '../secret/secret.ts'
import type { WrapOutcome, WrapRequest } from './keyring.ts'
import { stopIfAborted } from './stop-if-aborted.ts'

/** One door that a keyring made. */
export interface WrappedDoor {
  readonly door: EncryptedDataKey
  readonly keyMaterialId: string | null
}

/**
 * Wraps the request's data key, or a fresh random one, which is wiped where the wrap fails; a data key that
 * was given stays the caller's. FORMAT.md section 14.1. Throws CANCELLED and what `wrap` throws.
 */
export async function withDataKey(
  request: WrapRequest,
  wrap: (dataKey: Secret) => Promise<WrappedDoor>,
): Promise<WrapOutcome> {
  stopIfAborted(request.signal)
  const dataKey = request.dataKey ?? Secret.random(request.dataKeyLength)
  try {
    const { door, keyMaterialId } = await wrap(dataKey)
    return { dataKey, encryptedDataKeys: [door], keyMaterialId }
  } catch (error) {
    if (request.dataKey === undefined) dataKey.wipe()
    throw error
  }
}
