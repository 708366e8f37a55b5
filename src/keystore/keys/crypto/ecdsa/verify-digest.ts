import type { KeyObject } from 'node:crypto'
import { curveOf, digestNumber, inverse, mod, numberOf, pointOf } from './curves.ts'
import { sumOf } from './sum-of-points.ts'

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
  const [first, second] = [mod(digestNumber(digest, curve) * w, order), mod(r * w, order)]
  const x = sumOf({ times: first, point: base }, { times: second, point: pointOf(key, curve) }, curve)
  return x !== null && mod(x, order) === r
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
