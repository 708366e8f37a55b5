import { createECDH, type KeyObject } from 'node:crypto'
import { der, insideDer } from './der.ts'

interface Curve {
  readonly name: string
  /** Order of the base point. SEC 2, sections 2.4 to 2.9. */
  readonly order: bigint
}

const curves: Readonly<Record<string, Curve>> = {
  prime256v1: {
    name: 'prime256v1',
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  secp256k1: {
    name: 'secp256k1',
    order: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  },
  secp384r1: {
    name: 'secp384r1',
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  secp521r1: {
    name: 'secp521r1',
    order:
      0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  },
}

/** ECDSA of a digest (FIPS 186-5, 6.4.1), which Node signs whole messages for only. DER, as KMS answers it. */
export function signEcdsaDigest(key: KeyObject, digest: Uint8Array): Uint8Array {
  const curve = curveOf(key)
  const { order } = curve
  const once = createECDH(curve.name)
  once.generateKeys()
  const r = xOf(once.getPublicKey()) % order
  const s = mod(
    inverse(big(once.getPrivateKey()), order) * (numberOf(digest, order) + r * secretOf(key)),
    order,
  )
  return der(0x30, derInteger(r), derInteger(s))
}

/** The same, checked with the private key at hand: u1 G + u2 Q is (u1 + u2 d) G. */
export function ecdsaDigestHolds(key: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean {
  const curve = curveOf(key)
  const { order } = curve
  const inside = insideDer(signature, [0x30])
  const first = inside === null ? null : insideDer(inside, [0x02])
  const second =
    inside === null || first === null ? null : insideDer(inside.subarray(first.length + 2), [0x02])
  if (first === null || second === null) return false
  const [r, s] = [big(first), big(second)]
  if (r === 0n || s === 0n || r >= order || s >= order) return false
  const scalar = mod(inverse(s, order) * (numberOf(digest, order) + r * secretOf(key)), order)
  const point = createECDH(curve.name)
  point.setPrivateKey(bytesOf(scalar))
  return xOf(point.getPublicKey()) % order === r
}

function curveOf(key: KeyObject): Curve {
  const curve = curves[key.asymmetricKeyDetails?.namedCurve ?? '']
  if (curve === undefined) throw new Error('no curve of ECDSA')
  return curve
}

function secretOf(key: KeyObject): bigint {
  return big(Buffer.from(String(key.export({ format: 'jwk' }).d), 'base64url'))
}

/** The leftmost bits of a digest, as many as the order has. */
function numberOf(digest: Uint8Array, order: bigint): bigint {
  const excess = digest.length * 8 - order.toString(2).length
  return excess > 0 ? big(digest) >> BigInt(excess) : big(digest)
}

/** Of an uncompressed point. */
function xOf(point: Buffer): bigint {
  return big(point.subarray(1, 1 + (point.length - 1) / 2))
}

function inverse(value: bigint, order: bigint): bigint {
  // By Fermat: the order is prime.
  let [result, base, exponent] = [1n, mod(value, order), order - 2n]
  while (exponent > 0n) {
    if ((exponent & 1n) === 1n) result = (result * base) % order
    base = (base * base) % order
    exponent >>= 1n
  }
  return result
}

function mod(value: bigint, order: bigint): bigint {
  return ((value % order) + order) % order
}

function derInteger(value: bigint): Uint8Array {
  const bytes = bytesOf(value)
  return der(0x02, (bytes[0] ?? 0) < 128 ? bytes : Buffer.concat([Uint8Array.of(0), bytes]))
}

function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}

function big(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)
}
