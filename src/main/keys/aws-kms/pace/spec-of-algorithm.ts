const specs: readonly (readonly [RegExp, string])[] = [
  [/^RSA/, 'RSA_2048'],
  [/^(ECDSA|ED25519)/, 'ECC_NIST_P256'],
  [/^SM2/, 'SM2'],
  [/^ML_DSA/, 'ML_DSA_44'],
]

/** A key spec of the kind that a request's algorithm needs; null for a symmetric one. It decides the quota, no more. */
export function specOfAlgorithm(input: object): string | null {
  for (const field of ['SigningAlgorithm', 'EncryptionAlgorithm', 'SourceEncryptionAlgorithm']) {
    const algorithm = Object.hasOwn(input, field) ? (input as Record<string, unknown>)[field] : undefined
    const spec = specs.find(([pattern]) => typeof algorithm === 'string' && pattern.test(algorithm))?.[1]
    if (spec !== undefined) return spec
  }
  return null
}
