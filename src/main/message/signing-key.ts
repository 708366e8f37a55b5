import { generateKeyPairSync } from 'node:crypto'
import type { JsonWebKey, KeyObject } from 'node:crypto'
import type { SignatureAlgorithm } from './algorithm-suite.ts'
import { join } from './bytes.ts'
import { curveOf } from './ecdsa-curve.ts'

/** The key pair of one message: made before its data key is wrapped, because wrapping binds the public key. */
export interface SigningKey {
  readonly privateKey: KeyObject
  /** Standard base64 of the compressed point: the value of the `aws-crypto-public-key` pair. */
  readonly publicKeyText: string
}

/** A fresh key pair. One for each message: two messages never share it. FORMAT.md sections 10 and 13. */
export function makeSigningKey(algorithm: SignatureAlgorithm): SigningKey {
  const namedCurve = curveOf(algorithm).jwkName
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve })
  return { privateKey, publicKeyText: compressedPoint(publicKey.export({ format: 'jwk' })) }
}

/** SEC 1 section 2.3.3: 02 or 03 by the parity of y, then x. */
function compressedPoint({ x = '', y = '' }: JsonWebKey): string {
  const isOdd = ((Buffer.from(y, 'base64url').at(-1) ?? 0) & 1) === 1
  const point = join([Uint8Array.of(isOdd ? 3 : 2), Buffer.from(x, 'base64url')])
  return Buffer.from(point).toString('base64')
}
