import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { tagLength } from './frame-layout.ts'

/** One use of a GCM key: the same key and IV are never used for two inputs by a writer. */
export interface GcmUse {
  readonly cipher: AlgorithmSuite['cipher']
  readonly key: KeyObject | Uint8Array
  /** 12 bytes. */
  readonly iv: Uint8Array
  readonly aad: Uint8Array
}

/** A ciphertext, as long as its plaintext, and its 16-byte tag. */
export interface GcmSealed {
  readonly ciphertext: Uint8Array
  readonly tag: Uint8Array
}

/** AES-GCM with a 16-byte tag. */
export function sealGcm({ cipher, key, iv, aad }: GcmUse, plaintext: Uint8Array): GcmSealed {
  const sealing = createCipheriv(cipher, key, iv, { authTagLength: tagLength })
  sealing.setAAD(aad)
  const ciphertext = sealing.update(plaintext)
  sealing.final()
  return { ciphertext, tag: sealing.getAuthTag() }
}

/** The plaintext, or null where the tag does not verify; then what was decrypted is wiped. */
export function openGcm({ cipher, key, iv, aad }: GcmUse, { ciphertext, tag }: GcmSealed): Uint8Array | null {
  const opening = createDecipheriv(cipher, key, iv, { authTagLength: tagLength })
  opening.setAAD(aad)
  opening.setAuthTag(tag)
  const plaintext = opening.update(ciphertext)
  try {
    opening.final()
    return plaintext
  } catch {
    plaintext.fill(0)
    return null
  }
}
