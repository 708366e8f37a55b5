import { constants, publicDecrypt, privateEncrypt, sign, verify, type KeyObject } from 'node:crypto'
import { FakeError } from './fake-error.ts'

/** What is signed: a whole message, or the digest of one. */
export interface SignedMessage {
  readonly algorithm: string
  readonly type: 'RAW' | 'DIGEST' | 'EXTERNAL_MU'
  readonly bytes: Uint8Array
}

/** DigestInfo before the digest, RFC 8017, 9.2. */
const digestInfo: Readonly<Record<string, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
}

/**
 * Signs as KMS does, with Node's crypto. Of digests it has PKCS #1 v1.5 alone; a digest for RSA-PSS, ECDSA, Ed25519ph,
 * and ML-DSA's external mu throw UnsupportedOperationException: Node signs whole messages there.
 */
export function signatureOf(key: KeyObject, message: SignedMessage): Uint8Array {
  const hash = hashOf(message.algorithm)
  if (message.type === 'RAW') return sign(hash, message.bytes, { key, ...paddingOf(message.algorithm) })
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestBlock(message))
}

/** Whether a signature holds; false for anything that is no signature. */
export function signatureHolds(key: KeyObject, message: SignedMessage, signature: Uint8Array): boolean {
  const hash = hashOf(message.algorithm)
  if (message.type === 'RAW') {
    return verify(hash, message.bytes, { key, ...paddingOf(message.algorithm) }, signature)
  }
  const block = digestBlock(message)
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature).equals(block)
  } catch {
    return false
  }
}

function digestBlock({ algorithm, bytes }: SignedMessage): Buffer {
  const hash = hashOf(algorithm)
  const head = hash === null ? undefined : digestInfo[hash]
  if (!algorithm.startsWith('RSASSA_PKCS1') || hash === null || head === undefined) {
    throw new FakeError('UnsupportedOperationException', `this fake signs no digest with ${algorithm}`)
  }
  if (bytes.length * 8 !== Number(hash.slice(3))) {
    throw new FakeError('ValidationException', `Digest is invalid length for algorithm ${algorithm}.`)
  }
  return Buffer.concat([Buffer.from(head, 'hex'), bytes])
}

/** Null where the algorithm hashes by itself. Throws UnsupportedOperationException where Node has not got it. */
function hashOf(algorithm: string): string | null {
  if (algorithm === 'ED25519_SHA_512' || algorithm === 'ML_DSA_SHAKE_256') return null
  if (algorithm === 'ED25519_PH_SHA_512' || algorithm === 'SM2DSA') {
    throw new FakeError('UnsupportedOperationException', `this fake has no ${algorithm}`)
  }
  return `sha${algorithm.slice(-3)}`
}

function paddingOf(algorithm: string) {
  if (algorithm.startsWith('RSASSA_PSS')) {
    return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  }
  return algorithm.startsWith('RSASSA') ? { padding: constants.RSA_PKCS1_PADDING } : {}
}
