// Looks for secrets in the memory of another process, Linux only: `node memory-scan.ts PID REQUEST`, the request as JSON (see
// `ScanRequest`). The secrets are drawn here again from the seed (see keystore-entry.ts), so that the process that asks never
// has them in its own memory. Prints the findings as one line of JSON.
import { scryptSync } from 'node:crypto'
import { findInMemory } from './find-in-memory.ts'
import { formsOf } from './forms-of.ts'
import { seededBytes } from './seeded-bytes.ts'

export interface ScanRequest {
  readonly seed: string
  readonly draws: number
  /** Hex of 32 bytes each, in any case: draws that anybody may know. */
  readonly known: readonly string[]
  /** The passphrase, and scrypt's salt (hex) and N: what they give is looked for, too. */
  readonly passphrase?: readonly [text: string, salt: string, n: number]
}

export interface ScanFindings {
  /** The numbers of the draws that stand there, without those that anybody may know. */
  readonly secret: readonly number[]
  /** The numbers of the draws that anybody may know, whether they stand there or not. */
  readonly known: readonly number[]
  readonly passphraseKey: boolean
}

const [pid = '', asked = ''] = process.argv.slice(2)
const { seed, draws, known, passphrase } = JSON.parse(asked) as ScanRequest
const drawn = Array.from({ length: draws }, (_, index) => seededBytes(seed, index + 1, 32))
const needles = [...drawn, ...(passphrase === undefined ? [] : [passphraseKey(...passphrase)])].map(formsOf)
const counts = findInMemory(Number(pid), needles.flat())
const isThere = needles.map(
  (forms, index) =>
    counts.slice(index * forms.length, (index + 1) * forms.length).reduce((a, b) => a + b, 0) > 0,
)
const isKnown = drawn.map((bytes) => known.some((hex) => hex.toLowerCase() === bytes.toString('hex')))
const numbers = drawn.map((_, index) => index + 1)
const findings: ScanFindings = {
  secret: numbers.filter((number) => isThere[number - 1] === true && isKnown[number - 1] !== true),
  known: numbers.filter((number) => isKnown[number - 1]),
  passphraseKey: isThere[draws] === true,
}
process.stdout.write(`${JSON.stringify(findings)}\n`)

function passphraseKey(text: string, salt: string, N: number): Buffer {
  return scryptSync(text, Buffer.from(salt, 'hex'), 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 })
}
