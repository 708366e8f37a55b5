import { createHmac, timingSafeEqual } from 'node:crypto'
import { mostMessageBytes } from '../../../shared/kms/key-specs.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { KeystoreInput } from '../../protocol.ts'
import type { OpenStore } from '../../store/open-store.ts'
import { openMaterial } from '../material/open-material.ts'
import { currentMaterial, keyInUse, requireLength } from './key-in-use.ts'

/** HMAC-SHA-2 (RFC 2104) of a message, whole. Throws as `keyInUse`, and INVALID_REQUEST for a message that is too long. */
export function generateMac(store: OpenStore, input: KeystoreInput<'generateMac'>): Uint8Array {
  return macOf(store, input, { operation: 'GenerateMac', protects: true })
}

/** Throws KEY_MAC_INVALID for another MAC, and as `generateMac`. */
export function verifyMac(store: OpenStore, input: KeystoreInput<'verifyMac'>): void {
  const right = macOf(store, input, { operation: 'VerifyMac', protects: false })
  if (input.mac.length === right.length && timingSafeEqual(input.mac, right)) return
  throw new VaultError('KEY_MAC_INVALID', 'this is not the code of this message under this key')
}

function macOf(
  store: OpenStore,
  { keyId, message, algorithm }: KeystoreInput<'generateMac'>,
  { operation, protects }: { readonly operation: 'GenerateMac' | 'VerifyMac'; readonly protects: boolean },
): Uint8Array {
  const use = {
    kmsOperation: operation,
    operation,
    protects,
    algorithm,
    usage: 'GENERATE_VERIFY_MAC',
  } as const
  const entry = keyInUse(store, keyId, use)
  requireLength(message, mostMessageBytes)
  const material = openMaterial(store, currentMaterial(entry))
  try {
    return material.use((key) =>
      createHmac(`sha${algorithm.slice('HMAC_SHA_'.length)}`, key)
        .update(message)
        .digest(),
    )
  } finally {
    material.wipe()
  }
}
