import { constants, privateEncrypt, publicDecrypt, timingSafeEqual, type KeyObject } from 'node:crypto'
import { encodePss, pssHolds } from './pss-encoding.ts'
import type { HashName, SigningAlgorithm } from './signing-algorithm.ts'

/** DigestInfo before the digest (RFC 8017, 9.2, note 1): of SHA-2 only two bytes differ. */
const digestInfoOf = (hash: HashName): readonly number[] => {
  const { name, length } = {
    sha256: { name: 1, length: 32 },
    sha384: { name: 2, length: 48 },
    sha512: { name: 3, length: 64 },
  }[hash]
  const algorithm = [0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, name, 0x05, 0x00]
  return [0x30, length + 17, ...algorithm, 0x04, length]
}
const raw = { padding: constants.RSA_NO_PADDING } as const

/**
 * Signs a digest that somebody else made: Node hashes whole messages only, so the padding is made here and the RSA
 * operation is the library's, blinded there. RFC 8017, 8.1 and 8.2.
 */
export function signRsaDigest(
  key: KeyObject,
  { scheme, hash }: SigningAlgorithm,
  digest: Uint8Array,
): Uint8Array {
  const length = modulusBytes(key)
  const encoded = scheme === 'pss' ? encodePss(hash, digest, length) : encodePkcs1(hash, digest, length)
  return privateEncrypt({ key, ...raw }, encoded)
}

/** False for anything that is no signature of the digest. `key` is the public one. */
export function rsaDigestHolds(
  key: KeyObject,
  { scheme, hash }: SigningAlgorithm,
  { digest, signature }: { readonly digest: Uint8Array; readonly signature: Uint8Array },
): boolean {
  const length = modulusBytes(key)
  if (signature.length !== length) return false
  const encoded = rawVerify(key, signature)
  if (encoded === null) return false
  if (scheme === 'pss') return pssHolds(hash, digest, encoded)
  // Compared with the one right encoding, so nothing that a signature holds is ever parsed.
  return timingSafeEqual(encoded, encodePkcs1(hash, digest, length))
}

/** Null where the signature is a number above the modulus. */
function rawVerify(key: KeyObject, signature: Uint8Array): Uint8Array | null {
  try {
    return publicDecrypt({ key, ...raw }, signature)
  } catch {
    return null
  }
}

/** EMSA-PKCS1-v1_5, RFC 8017, 9.2. */
function encodePkcs1(hash: HashName, digest: Uint8Array, length: number): Uint8Array {
  const info = digestInfoOf(hash)
  const encoded = new Uint8Array(length).fill(0xff)
  const start = length - info.length - digest.length
  encoded.set([0, 1])
  encoded[start - 1] = 0
  encoded.set(info, start)
  encoded.set(digest, start + info.length)
  return encoded
}

function modulusBytes(key: KeyObject): number {
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8
}
