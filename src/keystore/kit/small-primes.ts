/** Odd primes below this are tried by division before the slow test. */
const bound = 6000
/** Products of primes stay below it: the rest of a division is then an exact number. */
const mostProduct = 2 ** 44

interface Batch {
  readonly product: bigint
  readonly primes: readonly number[]
}

const batches = batchesOf(oddPrimesBelow(bound))

/**
 * True where a small prime divides it: nine of ten candidates fall here. What is left is tested slowly, so the bound changes
 * the time and never the result (a candidate is far larger than it).
 */
export function hasSmallDivisor(candidate: bigint): boolean {
  return batches.some(({ product, primes }) => {
    const rest = Number(candidate % product)
    return primes.some((prime) => rest % prime === 0)
  })
}

function oddPrimesBelow(end: number): readonly number[] {
  const primes: number[] = []
  for (let number = 3; number < end; number += 2)
    if (primes.every((prime) => prime * prime > number || number % prime !== 0)) primes.push(number)
  return primes
}

function batchesOf(primes: readonly number[]): readonly Batch[] {
  const found: { product: number; primes: number[] }[] = []
  for (const prime of primes) {
    const last = found.at(-1)
    if (last === undefined || last.product * prime > mostProduct)
      found.push({ product: prime, primes: [prime] })
    else {
      last.product *= prime
      last.primes.push(prime)
    }
  }
  return found.map((batch) => ({ ...batch, product: BigInt(batch.product) }))
}
