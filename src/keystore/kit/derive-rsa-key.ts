import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Secret } from '../../main/secret/secret.ts'
import { bytesOf, greatestCommonDivisor, inverse } from './big-numbers.ts'
import { derivePrime, primeLength, publicExponent } from './derive-prime.ts'
import { writeRsaPrivateKey } from './rsa-der.ts'

/** FIPS 186-5, A.1.3: the primes differ by more than this. */
const leastDistance = 1n << (8n * BigInt(primeLength) - 100n)

/**
 * The RSA-3072 key of a kit's secret, always the same: docs/adr/0018. Its numbers are BigInts, which nothing can wipe: the
 * process that calls this has to end.
 */
export async function deriveRsaKey(secret: Secret): Promise<KeyObject> {
  // The two rows know nothing of each other, so both are searched at once.
  let [p, q] = await Promise.all([derivePrime(secret, 'p'), derivePrime(secret, 'q')])
  while (distance(p.value, q.value) <= leastDistance) q = await derivePrime(secret, 'q', q.counter + 1)
  return keyOf(p.value > q.value ? [p.value, q.value] : [q.value, p.value])
}

/** `p` is the larger one. d is the smallest for the least common multiple of p-1 and q-1, as FIPS 186-5 has it. */
function keyOf([p, q]: readonly [bigint, bigint]): KeyObject {
  const lcm = ((p - 1n) * (q - 1n)) / greatestCommonDivisor(p - 1n, q - 1n)
  const d = inverse(publicExponent, lcm)
  const numbers = [
    bytesOf(p * q, 2 * primeLength),
    bytesOf(publicExponent, 8),
    bytesOf(d, 2 * primeLength),
    ...[p, q, d % (p - 1n), d % (q - 1n), inverse(q, p)].map((number) => bytesOf(number, primeLength)),
  ]
  const der = writeRsaPrivateKey(numbers)
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs1' })
  } finally {
    for (const bytes of [...numbers, der]) bytes.fill(0)
  }
}

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a
}
