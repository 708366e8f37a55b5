import { createHash } from 'node:crypto'

/** The bytes of draw number `draw` (from 1) of a stream named by `seed`; a longer draw begins with the shorter one. */
export function seededBytes(seed: string, draw: number, length: number): Buffer {
  const hash = createHash('shake256', { outputLength: length }).update(`${seed}/${draw}`)
  return Buffer.alloc(length, hash.digest())
}
