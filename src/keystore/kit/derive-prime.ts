import { checkPrime, hkdfSync } from 'node:crypto'
import type { Secret } from '../../main/secret/secret.ts'
import { numberOf } from './big-numbers.ts'
import { hasSmallDivisor } from './small-primes.ts'

/** Bytes of a prime of an RSA-3072 key. */
export const primeLength = 192
export const publicExponent = 65_537n

/** Miller-Rabin rounds: a composite number passes with less than 2^-128. */
const rounds = 64
const salt = Buffer.from('keyhold recovery kit v1', 'utf8')

export interface Prime {
  readonly value: bigint
  /** Which candidate of its row it was; the next one is above it. */
  readonly counter: number
}

/**
 * The first prime of a row of candidates from candidate `from` on. Candidate i of row `p` or `q` is HKDF-SHA-256 (salt
 * `keyhold recovery kit v1`, info `keyhold kit prime p` and i as u32, 192 bytes) with its two highest bits and its lowest
 * bit set; one that is 1 modulo 65537 is passed over. docs/adr/0018: this never changes.
 */
export async function derivePrime(secret: Secret, row: 'p' | 'q', from = 0): Promise<Prime> {
  for (let counter = from; ; counter += 1) {
    const bytes = candidate(secret, row, counter)
    const value = numberOf(bytes)
    const isPrime = value % publicExponent !== 1n && !hasSmallDivisor(value) && (await passesTest(bytes))
    bytes.fill(0)
    if (isPrime) return { value, counter }
  }
}

function candidate(secret: Secret, row: 'p' | 'q', counter: number): Buffer {
  const label = `keyhold kit prime ${row}`
  const info = Buffer.alloc(label.length + 4)
  info.write(label, 'utf8')
  info.writeUInt32BE(counter, label.length)
  const bytes = Buffer.from(secret.use((ikm) => hkdfSync('sha256', ikm, salt, info, primeLength)))
  bytes[0] = (bytes[0] ?? 0) | 0xc0
  bytes[primeLength - 1] = (bytes[primeLength - 1] ?? 0) | 1
  return bytes
}

/** On a thread of Node's pool: a process that serves others goes on doing so. */
function passesTest(number: Buffer): Promise<boolean> {
  return new Promise((resolve, reject) => {
    checkPrime(number, { checks: rounds }, (error, isPrime) => {
      // Undefined where all is well, whatever its type says.
      if (error) reject(error)
      else resolve(isPrime)
    })
  })
}
