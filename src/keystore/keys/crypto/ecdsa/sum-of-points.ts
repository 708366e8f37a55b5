import { inverse, mod, type Curve, type Point } from './curves.ts'

export interface Times {
  readonly times: bigint
  readonly point: Point
}

/** A point as (x / z², y / z³), which needs no inverse at each step. z = 0 is the point at infinity. */
interface Jacobian {
  readonly x: bigint
  readonly y: bigint
  readonly z: bigint
}

const infinity: Jacobian = { x: 1n, y: 1n, z: 0n }

/**
 * The x of the sum of two multiples of points; null where the sum is the point at infinity. For what is public: how long it
 * takes depends on the numbers. Both multiples go bit by bit together, on formulas for curves with a = -3
 * (Explicit-Formulas Database, dbl-2001-b and madd).
 */
export function sumOf(a: Times, b: Times, curve: Curve): bigint | null {
  const { prime } = curve
  const both = toAffine(add(toJacobian(a.point), b.point, prime), prime)
  let sum = infinity
  for (let bit = BigInt(bitsOf(a.times, b.times)) - 1n; bit >= 0n; bit -= 1n) {
    sum = double(sum, prime)
    const [inA, inB] = [isSet(a.times, bit), isSet(b.times, bit)]
    const point = inA && inB ? both : inA ? a.point : inB ? b.point : null
    if (point !== null) sum = add(sum, point, prime)
  }
  return toAffine(sum, prime)?.x ?? null
}

function double({ x, y, z }: Jacobian, prime: bigint): Jacobian {
  if (z === 0n || y === 0n) return infinity
  const delta = (z * z) % prime
  const gamma = (y * y) % prime
  const beta = (x * gamma) % prime
  const alpha = mod(3n * (x - delta) * (x + delta), prime)
  const x3 = mod(alpha * alpha - 8n * beta, prime)
  const z3 = mod((y + z) ** 2n - gamma - delta, prime)
  return { x: x3, y: mod(alpha * (4n * beta - x3) - 8n * gamma * gamma, prime), z: z3 }
}

function add(a: Jacobian, b: Point, prime: bigint): Jacobian {
  if (a.z === 0n) return toJacobian(b)
  const zz = (a.z * a.z) % prime
  const h = mod(b.x * zz - a.x, prime)
  const r = mod(b.y * a.z * zz - a.y, prime)
  if (h === 0n) return r === 0n ? double(a, prime) : infinity
  const hh = (h * h) % prime
  const hhh = (h * hh) % prime
  const v = (a.x * hh) % prime
  const x = mod(r * r - hhh - 2n * v, prime)
  return { x, y: mod(r * (v - x) - a.y * hhh, prime), z: (a.z * h) % prime }
}

function toJacobian({ x, y }: Point): Jacobian {
  return { x, y, z: 1n }
}

function toAffine({ x, y, z }: Jacobian, prime: bigint): Point | null {
  if (z === 0n) return null
  const once = inverse(z, prime)
  const twice = (once * once) % prime
  return { x: (x * twice) % prime, y: (y * twice * once) % prime }
}

function bitsOf(a: bigint, b: bigint): number {
  return (a > b ? a : b).toString(2).length
}

function isSet(value: bigint, bit: bigint): boolean {
  return ((value >> bit) & 1n) === 1n
}
