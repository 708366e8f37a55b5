import type { Readable } from 'node:stream'

/** Cuts a byte stream at NUL bytes and gives each piece as text. A piece may arrive in any number of chunks. */
export function readMessages(input: Readable, onMessage: (text: string) => void): void {
  let parts: Buffer[] = []
  input.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end))
      const text = Buffer.concat(parts).toString('utf8')
      parts = []
      start = end + 1
      onMessage(text)
    }
    if (start < chunk.length) parts.push(chunk.subarray(start))
  })
}
