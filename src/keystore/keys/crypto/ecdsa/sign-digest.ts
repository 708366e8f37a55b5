import { createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { curveOf, digestNumber, inverse, mod, numberOf, pointOf, type Curve } from './curves.ts'

const integerTag = 0x02
const sequenceTag = 0x30

/**
 * ECDSA of a digest that somebody else made (FIPS 186-5, 6.4.1), in DER: Node signs whole messages only. The number used
 * once, with its point, is a fresh key pair of the library. What is left, s = k⁻¹(z + rd), is done with numbers that are
 * multiplied by a random one first: JavaScript's arithmetic takes longer for some numbers than for others, and these say
 * nothing about d or k. Numbers cannot be wiped: they stay in this process's memory until it is collected or ended.
 */
export function signEcdsaDigest(key: KeyObject, digest: Uint8Array): Uint8Array {
  const curve = curveOf(key)
  const { order } = curve
  const z = digestNumber(digest, curve)
  for (;;) {
    const { privateKey: once } = generateKeyPairSync('ec', { namedCurve: curve.name })
    const r = mod(pointOf(createPublicKey(once), curve).x, order)
    const blind = (numberOf(randomBytes(curve.length)) % (order - 1n)) + 1n
    const blindedSum = mod(mod(blind * scalarOf(key, curve), order) * r + blind * z, order)
    const s = mod(inverse(mod(blind * scalarOf(once, curve), order), order) * blindedSum, order)
    if (r !== 0n && s !== 0n) return der(sequenceTag, join(derInteger(r), derInteger(s)))
  }
}

/** The private number: SEC 1's encoding begins with a sequence, a version and the octets (RFC 5915). */
function scalarOf(key: KeyObject, { length }: Curve): bigint {
  const sec1 = key.export({ format: 'der', type: 'sec1' })
  // 30 len 02 01 01 04 len; lengths above 127 have one byte more.
  const start = (sec1[1] ?? 0) > 127 ? 8 : 7
  try {
    return numberOf(sec1.subarray(start, start + length))
  } finally {
    sec1.fill(0)
  }
}

function derInteger(value: bigint): Uint8Array {
  const digits = value.toString(16)
  const even = digits.length % 2 === 0 ? digits : `0${digits}`
  // A first byte above 127 would make it negative.
  const whole = parseInt(even.slice(0, 2), 16) > 127 ? `00${even}` : even
  const bytes = Uint8Array.from({ length: whole.length / 2 }, (_, at) =>
    parseInt(whole.slice(at * 2, at * 2 + 2), 16),
  )
  return der(integerTag, bytes)
}

/** Signatures on these curves are shorter than 128 bytes. */
function der(tag: number, content: Uint8Array): Uint8Array {
  return join(Uint8Array.of(tag, content.length), content)
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
