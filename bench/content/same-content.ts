import { open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { filesBelow } from './files-below.ts'

const step = 4 * 1024 * 1024

/** True where two files hold the same bytes. */
export async function sameContent(one: string, other: string): Promise<boolean> {
  const [a, b] = [await open(one), await open(other)]
  try {
    const [left, right] = [Buffer.alloc(step), Buffer.alloc(step)]
    for (;;) {
      const [{ bytesRead }, { bytesRead: others }] = await Promise.all([
        a.read(left, 0, step, null),
        b.read(right, 0, step, null),
      ])
      if (bytesRead !== others || !left.subarray(0, bytesRead).equals(right.subarray(0, others))) return false
      if (bytesRead === 0) return true
    }
  } finally {
    await Promise.all([a.close(), b.close()])
  }
}

/** True where every file of `source` is also in `result`, of the same name and bytes, and nothing else is. */
export async function sameFolders(source: string, result: string): Promise<boolean> {
  const [names, found] = await Promise.all([filesBelow(source), filesBelow(result)])
  if (names.join('\n') !== found.join('\n')) return false
  for (const name of names) {
    const [a, b] = await Promise.all([readFile(path.join(source, name)), readFile(path.join(result, name))])
    if (!a.equals(b)) return false
  }
  return true
}
