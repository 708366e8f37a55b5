import fs from 'node:fs'

const chunkLength = 16 * 1024 * 1024
const overlap = 128

/**
 * Counts for each needle in how many places it stands in the memory of another process: all that is writable, and what it
 * shares with others to read. Linux only. Throws EACCES where the kernel shows it to nobody.
 */
export function findInMemory(pid: number, needles: readonly Uint8Array[]): readonly number[] {
  const counts = needles.map(() => 0)
  const chunk = Buffer.alloc(chunkLength)
  const memory = fs.openSync(`/proc/${pid}/mem`, 'r')
  const read = (at: number, length: number): number => {
    try {
      return fs.readSync(memory, chunk, 0, length, at)
    } catch {
      // Pages that were unmapped meanwhile, or that the kernel does not show.
      return 0
    }
  }
  for (const line of fs.readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
    const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) (?:rw|r..s)/.exec(line) ?? []
    const end = Number.parseInt(to, 16)
    for (let at = Number.parseInt(from, 16); at < end; at += chunkLength - overlap) {
      const length = read(at, Math.min(chunkLength, end - at))
      if (length === 0) break
      const bytes = chunk.subarray(0, length)
      for (const [index, needle] of needles.entries())
        counts[index] = (counts[index] ?? 0) + occurrences(bytes, needle)
    }
  }
  fs.closeSync(memory)
  return counts
}

function occurrences(bytes: Buffer, needle: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) count += 1
  return count
}
