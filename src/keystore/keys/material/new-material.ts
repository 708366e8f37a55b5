import { generateKeyPair } from 'node:crypto'
import type { LocalKeySpec } from '../../../shared/model/local-key.ts'
import { Secret } from '../../../main/secret/secret.ts'
import type { RandomBytes } from '../../random-bytes.ts'

/** Key material in the clear: random bytes, or a private key as PKCS #8 in DER with its public half as SPKI. */
export interface NewMaterial {
  readonly secret: Secret
  readonly publicKey: Uint8Array | null
}

/** Bytes of material that is just random bytes; key pairs are not here. */
const lengths: Partial<Record<LocalKeySpec, number>> = {
  SYMMETRIC_DEFAULT: 32,
  HMAC_256: 32,
  HMAC_384: 48,
  HMAC_512: 64,
}
const curves: Partial<Record<LocalKeySpec, string>> = { ECC_NIST_P256: 'P-256', ECC_NIST_P384: 'P-384' }
const encodings = {
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
} as const

/** How many bytes of material a spec takes; null for key pairs. */
export function materialLength(spec: LocalKeySpec): number | null {
  return lengths[spec] ?? null
}

/**
 * Fresh material for a spec; the caller wipes it. A long RSA key takes seconds, on another thread. What the library held
 * while it made a key pair is overwritten when it frees it, which is not ours to time: only the encoding is wiped here.
 */
export async function newMaterial(spec: LocalKeySpec, random: RandomBytes): Promise<NewMaterial> {
  const length = materialLength(spec)
  if (length !== null) return { secret: Secret.take(random(length)), publicKey: null }
  const { publicKey, privateKey } = await newPair(spec)
  return { secret: Secret.take(privateKey), publicKey: new Uint8Array(publicKey) }
}

function newPair(spec: LocalKeySpec): Promise<Pair> {
  const namedCurve = curves[spec]
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, publicKey: Buffer, privateKey: Buffer): void =>
      error === null ? resolve({ publicKey, privateKey }) : reject(error)
    if (namedCurve !== undefined) generateKeyPair('ec', { namedCurve, ...encodings }, done)
    else generateKeyPair('rsa', { modulusLength: Number(spec.slice('RSA_'.length)), ...encodings }, done)
  })
}

interface Pair {
  readonly publicKey: Buffer
  readonly privateKey: Buffer
}
