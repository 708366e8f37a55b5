import { createCipheriv, createDecipheriv } from 'node:crypto'
import { Secret } from '../../main/secret/secret.ts'
import type { RandomBytes } from '../random-bytes.ts'

/** AES-256-GCM: a random 12-byte IV, and the ciphertext with its 16-byte tag behind it. */
export interface Sealed {
  readonly iv: Uint8Array
  readonly sealed: Uint8Array
}

const ivLength = 12
const tagLength = 16

export interface SealRequest {
  readonly under: Secret
  readonly aad: Uint8Array
}

/** Seals a secret under a key that seals nothing else, or few things: the IV is random. */
export function seal(secret: Secret, { under, aad }: SealRequest, random: RandomBytes): Sealed {
  const iv = random(ivLength)
  const sealed = Buffer.alloc(secret.length + tagLength)
  const cipher = under.use((key) =>
    createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength }).setAAD(aad),
  )
  secret.use((bytes) => sealed.set(cipher.update(bytes)))
  cipher.final()
  sealed.set(cipher.getAuthTag(), secret.length)
  return { iv, sealed }
}

/** Undefined where the key, the AAD or the sealed bytes are not the ones that were sealed. The caller wipes the result. */
export function unseal({ iv, sealed }: Sealed, { under, aad }: SealRequest): Secret | undefined {
  if (iv.length !== ivLength || sealed.length < tagLength) return undefined
  const cut = sealed.length - tagLength
  const decipher = under.use((key) =>
    createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength }).setAAD(aad),
  )
  decipher.setAuthTag(sealed.subarray(cut))
  const opened = Secret.take(decipher.update(sealed.subarray(0, cut)))
  try {
    decipher.final()
    return opened
  } catch {
    opened.wipe()
    return undefined
  }
}
