import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'

export interface FileDigest {
  /** SHA-256 in hexadecimal. */
  readonly sha256: string
  /** In bytes. */
  readonly size: number
}

/** All regular files below a folder, as paths relative to it, sorted. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort()
}

/** SHA-256 and size of each file below a folder, by its relative path. */
export async function digestsBelow(folder: string): Promise<Map<string, FileDigest>> {
  const digests = new Map<string, FileDigest>()
  for (const path of await filesBelow(folder)) digests.set(path, await digestOf(join(folder, path)))
  return digests
}

/** Moves the files below `from` that `choose` takes to the same relative places below `to`. Returns their paths. */
export async function moveFiles(
  from: string,
  to: string,
  choose: (path: string) => boolean,
): Promise<string[]> {
  const chosen = (await filesBelow(from)).filter(choose)
  for (const path of chosen) {
    await mkdir(dirname(join(to, path)), { recursive: true })
    await rename(join(from, path), join(to, path))
  }
  return chosen
}

async function digestOf(path: string): Promise<FileDigest> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash)
  return { sha256: hash.digest('hex'), size: (await stat(path)).size }
}
