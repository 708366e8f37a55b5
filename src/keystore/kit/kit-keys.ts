import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { Secret } from '../../main/secret/secret.ts'
import { deriveSecret } from '../hierarchy/derive.ts'
import { lettersOf, toFives } from './base32.ts'
import { deriveRsaKey } from './derive-rsa-key.ts'

/** Bytes of a kit's secret. */
export const kitSecretLength = 32

/** The public half of a kit: what may be kept anywhere. */
export interface KitPublicKey {
  /** As printed on its sheets. */
  readonly kitId: string
  /** Lower-case hexadecimal SHA-256 of `publicKey`: the name of its doors. */
  readonly fingerprint: string
  /** SPKI in DER. */
  readonly publicKey: Uint8Array
}

/** All that comes from a kit's secret. Whoever asked wipes `backupKey`. */
export interface KitKeys extends KitPublicKey {
  readonly privateKey: KeyObject
  /** 32 bytes that authenticate backups. */
  readonly backupKey: Secret
}

const backupSalt = Buffer.from('keyhold recovery kit v1', 'utf8')
const backupInfo = Buffer.from('keyhold kit backup key', 'utf8')

/** Derives them all; takes about half a second. docs/adr/0018. The secret stays the caller's. */
export async function deriveKit(secret: Secret): Promise<KitKeys> {
  const privateKey = await deriveRsaKey(secret)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const backupKey = deriveSecret({ from: secret, salt: backupSalt, info: backupInfo })
  return { ...kitPublicKeyOf(publicKey), privateKey, backupKey }
}

/** The id and fingerprint of a kit's public key. The id: `KH-` and the fingerprint's first 40 bits in Crockford's base 32. */
export function kitPublicKeyOf(publicKey: Uint8Array): KitPublicKey {
  const fingerprint = createHash('sha256').update(publicKey).digest('hex')
  return {
    kitId: kitIdOf(kitIdBytes(fingerprint)),
    fingerprint,
    publicKey: new Uint8Array(publicKey),
  }
}

/** Bytes that a kit's id stands for. */
export const kitIdLength = 5

/** The bytes that a kit's id stands for, from its fingerprint. */
export function kitIdBytes(fingerprint: string): Uint8Array {
  return Buffer.from(fingerprint.slice(0, 2 * kitIdLength), 'hex')
}

export function kitIdOf(bytes: Uint8Array): string {
  return `KH-${lettersOf(toFives(bytes))}`
}
