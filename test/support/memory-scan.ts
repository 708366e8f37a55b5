// Looks for secrets in the memory of another process, Linux only: `node memory-scan.ts PID SEED DRAWS`, and behind that
// `PASSPHRASE SALT N` for the key that scrypt makes of them (salt in hex). The secrets are drawn here again from the seed
// (see keystore-entry.ts), so that the process that asks never has them in its own memory. Prints one JSON line: for each
// draw, and last for the passphrase's key, how often its 32 bytes stand there as bytes, hex and base64.
import { scryptSync } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { seededBytes } from './seeded-bytes.ts'

const [pid = '', seed = '', draws = '', passphrase = '', salt = '', n = ''] = process.argv.slice(2)
const chunkLength = 16 * 1024 * 1024
const overlap = 128

const drawn = Array.from({ length: Number(draws) }, (_, index) => seededBytes(seed, index + 1, 32))
const needles = [...drawn, ...(n === '' ? [] : [passphraseKey()])].map((bytes) => {
  // The last base64 digit holds bits of the padding, so it is left out.
  return [
    bytes,
    ...[
      bytes.toString('hex'),
      bytes.toString('base64').slice(0, 42),
      bytes.toString('base64url').slice(0, 42),
    ].map((text) => Buffer.from(text, 'latin1')),
  ]
})
const hits = needles.map((forms) => forms.map(() => 0))

const memory = openSync(`/proc/${pid}/mem`, 'r')
const chunk = Buffer.alloc(chunkLength)
for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
  const range = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line)
  if (range === null) continue
  scanRange(Number.parseInt(range[1] ?? '', 16), Number.parseInt(range[2] ?? '', 16))
}
closeSync(memory)
process.stdout.write(`${JSON.stringify(hits)}\n`)

function passphraseKey(): Buffer {
  const N = Number(n)
  return scryptSync(passphrase, Buffer.from(salt, 'hex'), 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 })
}

function scanRange(start: number, end: number): void {
  for (let at = start; at < end; at += chunkLength - overlap) {
    const length = read(at, Math.min(chunkLength, end - at))
    if (length === 0) return
    for (const [draw, forms] of needles.entries())
      for (const [form, needle] of forms.entries()) {
        const isThere = chunk.subarray(0, length).includes(needle)
        const row = hits[draw]
        if (isThere && row !== undefined) row[form] = (row[form] ?? 0) + 1
      }
  }
}

function read(at: number, length: number): number {
  try {
    return readSync(memory, chunk, 0, length, at)
  } catch {
    // Pages that were unmapped meanwhile, or that the kernel does not show.
    return 0
  }
}
