import type { KeyObject } from 'node:crypto'

/** A curve y² = x³ - 3x + b of FIPS 186-5 (SP 800-186, 3.2.1), as numbers. */
export interface Curve {
  /** Its name for the library. */
  readonly name: string
  readonly prime: bigint
  /** Order of the base point. */
  readonly order: bigint
  readonly base: Point
  /** Bytes of a coordinate. */
  readonly length: number
}

export interface Point {
  readonly x: bigint
  readonly y: bigint
}

const curves: Readonly<Record<string, Curve>> = {
  prime256v1: {
    name: 'P-256',
    prime: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    base: {
      x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
      y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
    },
    length: 32,
  },
  secp384r1: {
    name: 'P-384',
    prime:
      0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    base: {
      x: 0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
      y: 0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
    },
    length: 48,
  },
}

/** The curve of a key. Throws for one that keys of this computer do not have. */
export function curveOf(key: KeyObject): Curve {
  const curve = curves[key.asymmetricKeyDetails?.namedCurve ?? '']
  if (curve === undefined) throw new RangeError('no curve of keys of this computer')
  return curve
}

/** The public point: an SPKI ends with it, uncompressed. */
export function pointOf(key: KeyObject, { length }: Curve): Point {
  const spki = key.export({ format: 'der', type: 'spki' })
  return { x: numberOf(spki.subarray(-2 * length, -length)), y: numberOf(spki.subarray(-length)) }
}

/** Big-endian. */
export function numberOf(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return value
}

/** Always from 0 to modulus - 1. */
export function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus
  return rest < 0n ? rest + modulus : rest
}

/** By Euclid's extended algorithm; the modulus is prime and the value not 0. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, u, v] = [mod(value, modulus), modulus, 1n, 0n]
  while (a > 1n) {
    const quotient = b / a
    ;[a, b] = [b - quotient * a, a]
    ;[u, v] = [v - quotient * u, u]
  }
  return mod(u, modulus)
}

/** The leftmost bits of a digest, as many as the order has. FIPS 186-5, 6.4.1. */
export function digestNumber(digest: Uint8Array, { length }: Curve): bigint {
  return numberOf(digest.subarray(0, length))
}
