import { constants, privateEncrypt, publicDecrypt, sign, verify, type KeyObject } from 'node:crypto'
import { FakeError } from './fake-error.ts'
import { ecdsaDigestHolds, signEcdsaDigest } from './sign-ecdsa-digest.ts'
import { pssDigestHolds, signPssDigest } from './sign-rsa-digest.ts'

/** What is signed: a whole message, or the digest of one. */
export interface SignedMessage {
  readonly algorithm: string
  readonly type: 'RAW' | 'DIGEST' | 'EXTERNAL_MU'
  readonly bytes: Uint8Array
}

export type HashName = 'sha256' | 'sha384' | 'sha512'

/** DigestInfo before the digest, RFC 8017, 9.2. */
const digestInfo: Readonly<Record<HashName, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
}

/**
 * Signs as KMS does. Node's crypto has no Ed25519ph, no SM2 signatures and no external mu of ML-DSA: these throw
 * UnsupportedOperationException.
 */
export function signatureOf(key: KeyObject, message: SignedMessage): Uint8Array {
  const { algorithm, type, bytes } = message
  const hash = hashOf(algorithm)
  if (type === 'RAW') return sign(hash, bytes, { key, ...paddingOf(algorithm) })
  const digestHash = checkedDigest(message)
  if (algorithm.startsWith('ECDSA')) return signEcdsaDigest(key, bytes)
  if (algorithm.startsWith('RSASSA_PSS')) return signPssDigest(key, digestHash, bytes)
  const block = Buffer.concat([Buffer.from(digestInfo[digestHash], 'hex'), bytes])
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, block)
}

/** Whether a signature holds; false for anything that is no signature. `key` is the private one. */
export function signatureHolds(key: KeyObject, message: SignedMessage, signature: Uint8Array): boolean {
  const { algorithm, type, bytes } = message
  const hash = hashOf(algorithm)
  if (type === 'RAW') return verify(hash, bytes, { key, ...paddingOf(algorithm) }, signature)
  const digestHash = checkedDigest(message)
  if (algorithm.startsWith('ECDSA')) return ecdsaDigestHolds(key, bytes, signature)
  try {
    if (algorithm.startsWith('RSASSA_PSS')) {
      return pssDigestHolds(key, { hash: digestHash, digest: bytes, signature })
    }
    const block = Buffer.concat([Buffer.from(digestInfo[digestHash], 'hex'), bytes])
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature).equals(block)
  } catch {
    return false
  }
}

/** The hash that a digest is of. Throws where the algorithm takes none, or one of another length. */
function checkedDigest({ algorithm, type, bytes }: SignedMessage): HashName {
  const hash = hashOf(algorithm)
  if (type === 'EXTERNAL_MU' || hash === null) {
    throw new FakeError('UnsupportedOperationException', `this fake signs no ${type} with ${algorithm}`)
  }
  if (bytes.length * 8 !== Number(hash.slice(3))) {
    throw new FakeError('ValidationException', `Digest is invalid length for algorithm ${algorithm}.`)
  }
  return hash
}

/** Null where the algorithm hashes by itself. Throws UnsupportedOperationException where Node has not got it. */
function hashOf(algorithm: string): HashName | null {
  if (algorithm === 'ED25519_SHA_512' || algorithm === 'ML_DSA_SHAKE_256') return null
  if (algorithm.startsWith('RSASSA') || algorithm.startsWith('ECDSA')) {
    return `sha${algorithm.slice(-3)}` as HashName
  }
  throw new FakeError('UnsupportedOperationException', `this fake has no ${algorithm}`)
}

function paddingOf(algorithm: string) {
  if (algorithm.startsWith('RSASSA_PSS')) {
    return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  }
  return algorithm.startsWith('RSASSA') ? { padding: constants.RSA_PKCS1_PADDING } : {}
}
