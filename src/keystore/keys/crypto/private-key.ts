import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { OpenStore } from '../../store/open-store.ts'
import type { MaterialRecord } from '../../store/store-rows.ts'
import { openMaterial } from '../material/open-material.ts'

/**
 * The private key of a key pair, for one use. Its encoding is wiped here; the library's own copy inside the KeyObject is
 * overwritten when it is freed, some time after the last use. Nothing can wipe that sooner: locking ends the process.
 */
export function privateKeyOf(store: OpenStore, record: MaterialRecord): KeyObject {
  const material = openMaterial(store, record)
  try {
    return material.use((bytes) => createPrivateKey({ key: viewOf(bytes), format: 'der', type: 'pkcs8' }))
  } finally {
    material.wipe()
  }
}

/** The public key as the row has it. */
export function publicKeyOf({ publicKey }: MaterialRecord): KeyObject {
  return createPublicKey({ key: viewOf(publicKey ?? new Uint8Array()), format: 'der', type: 'spki' })
}

/** The same memory: nothing is copied. */
function viewOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length)
}
