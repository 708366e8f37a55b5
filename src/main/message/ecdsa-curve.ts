import type { SignatureAlgorithm } from './algorithm-suite.ts'

/** What the two signature algorithms differ in. FORMAT.md sections 5 and 10. */
export interface EcdsaCurve {
  /** Its name in a JSON Web Key, and OpenSSL's. */
  readonly jwkName: 'P-256' | 'P-384'
  readonly name: 'prime256v1' | 'secp384r1'
  readonly hash: 'sha256' | 'sha384'
  /** Bytes of a coordinate. A compressed point has one more. */
  readonly coordinateLength: 32 | 48
}

const curves: Readonly<Record<SignatureAlgorithm, EcdsaCurve>> = {
  'ecdsa-p256': { jwkName: 'P-256', name: 'prime256v1', hash: 'sha256', coordinateLength: 32 },
  'ecdsa-p384': { jwkName: 'P-384', name: 'secp384r1', hash: 'sha384', coordinateLength: 48 },
}

export function curveOf(algorithm: SignatureAlgorithm): EcdsaCurve {
  return curves[algorithm]
}

/**
 * The longest DER ECDSA-Sig-Value of a curve: two INTEGERs of a coordinate and a zero byte each, in a SEQUENCE. 72
 * bytes for P-256, 104 for P-384. FORMAT.md section 16.
 */
export function longestSignature(algorithm: SignatureAlgorithm): number {
  return 2 + 2 * (2 + 1 + curves[algorithm].coordinateLength)
}

/** The shortest: two INTEGERs of one byte. */
export const shortestSignature = 2 + 2 * 3
