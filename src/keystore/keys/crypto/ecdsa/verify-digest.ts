import type { KeyObject } from 'node:crypto'
import { curveOf, digestNumber, inverse, mod, numberOf, pointOf, type Curve, type Point } from './curves.ts'

/**
 * Whether a signature in DER holds for a digest (FIPS 186-5, 6.4.2). `key` is the public one, and everything here is
 * public: nothing has to take the same time. False for anything that is no signature, another encoding included.
 */
export function ecdsaDigestHolds(key: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean {
  const curve = curveOf(key)
  const { order, base } = curve
  const pair = parseSignature(signature)
  if (pair === null) return false
  const [r, s] = pair
  if (r < 1n || s < 1n || r >= order || s >= order) return false
  const w = inverse(s, order)
  const byBase = multiply(base, mod(digestNumber(digest, curve) * w, order), curve)
  const byKey = multiply(pointOf(key, curve), mod(r * w, order), curve)
  const sum = add(byBase, byKey, curve)
  return sum !== null && mod(sum.x, order) === r
}

/** Null stands for the point at infinity. */
function add(a: Point | null, b: Point | null, { prime }: Curve): Point | null {
  if (a === null || b === null) return a ?? b
  if (a.x === b.x && mod(a.y + b.y, prime) === 0n) return null
  // The curves' coefficient of x is -3.
  const slope =
    a.x === b.x ? (3n * a.x * a.x - 3n) * inverse(2n * a.y, prime) : (b.y - a.y) * inverse(b.x - a.x, prime)
  const x = mod(slope * slope - a.x - b.x, prime)
  return { x, y: mod(slope * (a.x - x) - a.y, prime) }
}

function multiply(point: Point, times: bigint, curve: Curve): Point | null {
  let product: Point | null = null
  let power: Point | null = point
  for (let rest = times; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) product = add(product, power, curve)
    power = add(power, power, curve)
  }
  return product
}

/** SEQUENCE { r INTEGER, s INTEGER }, in DER and nothing else (RFC 3279, 2.2.3). */
function parseSignature(bytes: Uint8Array): readonly [bigint, bigint] | null {
  if (bytes[0] !== 0x30 || bytes[1] !== bytes.length - 2 || bytes.length > 129) return null
  const r = integerAt(bytes, 2)
  const s = r === null ? null : integerAt(bytes, r.end)
  return r === null || s === null || s.end !== bytes.length ? null : [r.value, s.value]
}

function integerAt(bytes: Uint8Array, at: number): { readonly value: bigint; readonly end: number } | null {
  const length = bytes[at + 1] ?? 0
  const [start, end] = [at + 2, at + 2 + length]
  if (bytes[at] !== 0x02 || length === 0 || length > 127 || end > bytes.length) return null
  const [first = 0, second = 0] = [bytes[start], bytes[start + 1]]
  // Negative, or longer than it has to be.
  if (first > 127 || (first === 0 && length > 1 && second < 128)) return null
  return { value: numberOf(bytes.subarray(start, end)), end }
}
