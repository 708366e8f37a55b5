import { createHmac } from 'node:crypto'
import { Secret } from '../../../main/secret/secret.ts'
import { encodeFields } from '../../hierarchy/encode-fields.ts'
import type { OpenStore } from '../../store/open-store.ts'
import { findKept, keepSecret, openKept } from './kept-secrets.ts'

const name = '~material-fingerprints'
const purpose = 'material fingerprints'
const keyLength = 32

/** The key that material is known again by; where the store has none yet, one that `keep` puts there. */
export interface FingerprintKey {
  readonly of: (keyId: string, material: Secret) => Uint8Array
  /** Inside the change that keeps the first fingerprint. */
  readonly keep: (database: Parameters<typeof keepSecret>[0]) => void
  readonly wipe: () => void
}

/**
 * Imported material is known again by HMAC-SHA-256 of its key's id and its bytes, under a key that is sealed like any
 * secret of the store and goes with it when it is sealed anew: a digest without a key would let everybody who has the
 * file try guesses at weak material.
 */
export function fingerprintKey(store: OpenStore): FingerprintKey {
  const record = findKept(store, name)
  const secret = record === undefined ? Secret.take(store.random(keyLength)) : openKept(store, record)
  return {
    of: (keyId, material) => {
      const mac = secret.use((key) => createHmac('sha256', key))
      mac.update(encodeFields(['keyhold material fingerprint', 1, keyId]))
      return new Uint8Array(material.use((bytes) => mac.update(bytes)).digest())
    },
    keep: (database) => {
      if (record !== undefined) return
      keepSecret(database, { name, purpose, createdAt: store.now().toISOString(), secret }, store)
    },
    wipe: () => secret.wipe(),
  }
}
