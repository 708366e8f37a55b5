import { createHash } from 'node:crypto'

/** What a test remembers of one encryption: a hash of its key, and its IV. */
export function noteOf(key: Uint8Array, iv: Uint8Array): string {
  return `${createHash('sha256').update(key).digest('hex')}:${Buffer.from(iv).toString('hex')}`
}
