import { ECDH, createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import type { SignatureAlgorithm } from './algorithm-suite.ts'
import { curveOf } from './ecdsa-curve.ts'
import type { EcdsaCurve } from './ecdsa-curve.ts'

/**
 * The verifying key in the value of an `aws-crypto-public-key` pair: padded standard base64 of a compressed point.
 * FORMAT.md section 10. Throws MESSAGE_MALFORMED for other text, another length, and what is no point of the curve.
 */
export function publicKeyOfText(algorithm: SignatureAlgorithm, text: string): KeyObject {
  const curve = curveOf(algorithm)
  const point = Buffer.from(text, 'base64')
  const isCompressed = point.length === 1 + curve.coordinateLength && (point[0] === 2 || point[0] === 3)
  // Buffer.from skips what is not base64, so only a value that comes back the same is one.
  if (!isCompressed || point.toString('base64') !== text) throw notAPoint()
  const [x, y] = coordinatesOf(point, curve)
  return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: curve.jwkName, x, y } })
}

function coordinatesOf(compressed: Uint8Array, { name, coordinateLength }: EcdsaCurve): [string, string] {
  let point: Buffer
  try {
    point = Buffer.from(
      ECDH.convertKey(compressed, name, undefined, 'latin1', 'uncompressed').toString(),
      'latin1',
    )
  } catch (cause) {
    throw notAPoint(cause)
  }
  const middle = 1 + coordinateLength
  return [point.subarray(1, middle).toString('base64url'), point.subarray(middle).toString('base64url')]
}

function notAPoint(cause?: unknown): VaultError {
  return new VaultError(
    'MESSAGE_MALFORMED',
    'the message is not valid: its public key pair holds no key of its suite',
    cause === undefined ? {} : { cause },
  )
}
