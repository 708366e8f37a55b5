import { constants, sign as signWhole, verify as verifyWhole, type KeyObject } from 'node:crypto'
import { mostMessageBytes } from '../../../shared/kms/key-specs.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { KeystoreInput } from '../../protocol.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { KeyEntry } from '../key-entry.ts'
import { ecdsaDigestHolds } from './ecdsa/verify-digest.ts'
import { signEcdsaDigest } from './ecdsa/sign-digest.ts'
import { currentMaterial, keyInUse, requireLength } from './key-in-use.ts'
import { privateKeyOf, publicKeyOf } from './private-key.ts'
import { rsaDigestHolds, signRsaDigest } from './rsa-digest.ts'
import { digestLengths, signingAlgorithm, type SigningAlgorithm } from './signing-algorithm.ts'

/**
 * Signs a message, or the digest of one: ECDSA in DER, RSASSA-PSS with a salt as long as the hash, RSASSA-PKCS1-v1_5.
 * Throws as `keyInUse`, and INVALID_REQUEST for a message that is too long or a digest of another length.
 */
export function sign(store: OpenStore, input: KeystoreInput<'sign'>): Uint8Array {
  const entry = signingKey(store, input, { operation: 'Sign', protects: true })
  const algorithm = checkedAlgorithm(input)
  const key = privateKeyOf(store, currentMaterial(entry))
  const { message, messageType } = input
  if (messageType === 'RAW') return signWhole(algorithm.hash, message, { key, ...paddingOf(algorithm) })
  return algorithm.scheme === 'ecdsa' ? signEcdsaDigest(key, message) : signRsaDigest(key, algorithm, message)
}

/** Throws KEY_SIGNATURE_INVALID for another signature, and as `sign`. Needs the public half alone. */
export function verify(store: OpenStore, input: KeystoreInput<'verify'>): void {
  const entry = signingKey(store, input, { operation: 'Verify', protects: false })
  const algorithm = checkedAlgorithm(input)
  if (holds(publicKeyOf(currentMaterial(entry)), algorithm, input)) return
  throw new VaultError('KEY_SIGNATURE_INVALID', 'this is not a signature of this message by this key')
}

function holds(
  key: KeyObject,
  algorithm: SigningAlgorithm,
  { message, messageType, signature }: KeystoreInput<'verify'>,
): boolean {
  if (messageType === 'RAW')
    return verifyWhole(algorithm.hash, message, { key, ...paddingOf(algorithm) }, signature)
  if (algorithm.scheme === 'ecdsa') return ecdsaDigestHolds(key, message, signature)
  return rsaDigestHolds(key, algorithm, { digest: message, signature })
}

function signingKey(
  store: OpenStore,
  { keyId, algorithm }: KeystoreInput<'sign'>,
  { operation, protects }: { readonly operation: 'Sign' | 'Verify'; readonly protects: boolean },
): KeyEntry {
  const use = { kmsOperation: operation, operation, protects, algorithm, usage: 'SIGN_VERIFY' } as const
  return keyInUse(store, keyId, use)
}

function checkedAlgorithm({
  algorithm: name,
  message,
  messageType,
}: KeystoreInput<'sign'>): SigningAlgorithm {
  const algorithm = signingAlgorithm(name)
  const needs = digestLengths[algorithm.hash]
  if (messageType === 'RAW') requireLength(message, mostMessageBytes)
  else if (message.length !== needs)
    throw new VaultError('INVALID_REQUEST', 'a digest for this algorithm has another length', {
      facts: { reason: 'digestLength', bytes: message.length, needs },
    })
  return algorithm
}

function paddingOf({ scheme }: SigningAlgorithm) {
  if (scheme === 'ecdsa') return {}
  if (scheme === 'pkcs1') return { padding: constants.RSA_PKCS1_PADDING }
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
}
