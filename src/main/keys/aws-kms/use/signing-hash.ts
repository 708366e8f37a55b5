/** How a message reaches Sign and Verify under one algorithm. */
export interface SigningRule {
  /** The hash of a digest; null = the algorithm takes the message only. */
  readonly digest: 'sha256' | 'sha384' | 'sha512' | null
  /** The message itself may be sent, up to 4,096 bytes. */
  readonly raw: boolean
}

/**
 * What AWS KMS takes for a signing algorithm: a message, its digest, or either. Ed25519 takes the message, its prehashed
 * form the digest; an ML-DSA digest (external mu) and SM2's are not made here, so these are for short messages.
 */
export function signingRuleOf(algorithm: string): SigningRule {
  if (algorithm === 'ED25519_PH_SHA_512') return { digest: 'sha512', raw: false }
  const hash = /^(?:RSASSA|ECDSA)_.*SHA_(256|384|512)$/.exec(algorithm)?.[1]
  if (hash === '256') return { digest: 'sha256', raw: true }
  if (hash === '384') return { digest: 'sha384', raw: true }
  if (hash === '512') return { digest: 'sha512', raw: true }
  return { digest: null, raw: true }
}
