import { VaultError } from '../../../shared/vault-error.ts'
import type { Secret } from '../../../main/secret/secret.ts'
import { unsealMaterial } from '../../hierarchy/key-material.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { MaterialRecord } from '../../store/store-rows.ts'

/** Opens a sealed key material; the caller wipes it. Throws KEYSTORE_DAMAGED, and KEY_STATE_INVALID where there is none now. */
export function openMaterial({ storeKey }: OpenStore, record: MaterialRecord): Secret {
  const { iv, sealed } = record
  if (iv === null || sealed === null)
    throw new VaultError('KEY_STATE_INVALID', 'the imported key material is not here; import it again')
  const material = unsealMaterial({ iv, sealed }, storeKey, record)
  if (material === undefined)
    throw new VaultError('KEYSTORE_DAMAGED', 'the sealed key material does not open; the store is damaged')
  return material
}
